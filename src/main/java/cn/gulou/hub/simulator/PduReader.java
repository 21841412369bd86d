package cn.gulou.hub.simulator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A cursor over the body of one PDU; reused for every PDU of a loop. Reading past the end is a malformed PDU. */
final class PduReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    byte[] data;
    int position;
    int end;
    int command;
    int status;
    int sequence;

    static int intAt(byte[] data, int offset) {
        return (int) INT.get(data, offset);
    }

    /** Points at a PDU whose length octets have been checked to lie inside the array. */
    void open(byte[] bytes, int start, int length) {
        data = bytes;
        command = intAt(bytes, start + 4);
        status = intAt(bytes, start + 8);
        sequence = intAt(bytes, start + 12);
        position = start + Pdu.HEADER;
        end = start + length;
    }

    int remaining() {
        return end - position;
    }

    int octet() {
        need(1);
        return data[position++] & 0xFF;
    }

    int twoOctets() {
        need(2);
        int value = (data[position] & 0xFF) << 8 | data[position + 1] & 0xFF;
        position += 2;
        return value;
    }

    /** Steps over {@code length} octets and returns where they start. */
    int skip(int length) {
        need(length);
        int start = position;
        position += length;
        return start;
    }

    /**
     * Steps over a C-octet string and returns its length without the closing NUL; it started at the old position.
     *
     * @param longest octets allowed, the NUL included
     */
    int text(int longest) {
        int limit = Math.min(end, position + longest);
        for (int i = position; i < limit; i++) {
            if (data[i] == 0) {
                int length = i - position;
                position = i + 1;
                return length;
            }
        }
        throw new MalformedPduException("a string without its end");
    }

    String string(int longest) {
        int start = position;
        return new String(data, start, text(longest), StandardCharsets.ISO_8859_1);
    }

    private void need(int octets) {
        if (end - position < octets) {
            throw new MalformedPduException("a PDU shorter than its fields");
        }
    }
}
