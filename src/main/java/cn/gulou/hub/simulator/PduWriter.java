package cn.gulou.hub.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** Bytes on their way out of one session; many PDUs leave in one write. */
final class PduWriter {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[16 * 1024];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int size;
    private int started;

    int size() {
        return size;
    }

    PduWriter begin(int command, int status, int sequence) {
        started = size;
        return four(0).four(command).four(status).four(sequence);
    }

    void end() {
        putInt(started, size - started);
    }

    PduWriter one(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    PduWriter two(int value) {
        return one(value >>> 8).one(value);
    }

    PduWriter four(int value) {
        room(4);
        putInt(size, value);
        size += 4;
        return this;
    }

    PduWriter octets(byte[] source) {
        return octets(source, 0, source.length);
    }

    PduWriter octets(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Writes the low byte of each character: message ids and receipts are plain ASCII. */
    PduWriter ascii(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Writes the lowest {@code digits} hexadecimal digits. */
    PduWriter hex(long value, int digits, boolean upper) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            int digit = DIGITS[(int) (value >>> shift) & 0xF];
            one(upper && digit >= 'a' ? digit - 32 : digit);
        }
        return this;
    }

    /** Writes a decimal number of at least {@code digits} digits, zeros in front. */
    PduWriter decimal(long value, int digits) {
        long divisor = 1;
        int count = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
            count++;
        }
        for (; count < digits; count++) {
            one('0');
        }
        for (; divisor > 0; divisor /= 10) {
            one('0' + (int) (value / divisor % 10));
        }
        return this;
    }

    /** Sets an octet written before, such as a length that was not known yet. */
    void patch(int at, int value) {
        bytes[at] = (byte) value;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes what the channel takes now; the rest stays first in line. */
    void drainTo(WritableByteChannel channel) throws IOException {
        view.clear().limit(size);
        int written = channel.write(view);
        if (written > 0) {
            System.arraycopy(bytes, written, bytes, 0, size - written);
            size -= written;
        }
    }

    void clear() {
        size = 0;
    }

    private void room(int octets) {
        if (bytes.length - size < octets) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + octets));
            view = ByteBuffer.wrap(bytes);
        }
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }
}
