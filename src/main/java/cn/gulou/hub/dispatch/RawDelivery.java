package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.InboundPdu;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;

/**
 * What a carrier delivers, past jSMPP. Its reader falls over an address of 21 digits, a parameter without a value or longer
 * than what is left, a few octets too many at the end; then the carrier gets no answer at all. So it gets an empty PDU to
 * read, with what came as a parameter of it, and that is read here, as far as it can be.
 */
final class RawDelivery {
    /** Length, command id, command status, sequence number. */
    private static final int HEADER = 16;
    /** Octets of the mandatory fields when all are empty. */
    private static final int DELIVER_SM = 17;

    private static final int DATA_SM = 10;
    /** From the range that is left to vendors; the value's length must fit a Java short. */
    private static final short WRAPPED = 0x3F00;

    private static final int LONGEST = 32_000;
    private static final int MESSAGE_PAYLOAD = 0x0424;

    private final byte[] pdu;
    private int at = HEADER;
    private boolean cutShort;

    private RawDelivery(byte[] pdu) {
        this.pdu = pdu;
    }

    static boolean isOne(int commandId) {
        return commandId == SMPPConstant.CID_DELIVER_SM || commandId == SMPPConstant.CID_DATA_SM;
    }

    /** The same as a PDU that jSMPP can read. */
    static byte[] wrap(byte[] pdu, int commandId) {
        int fields = commandId == SMPPConstant.CID_DELIVER_SM ? DELIVER_SM : DATA_SM;
        int parameters = (pdu.length + LONGEST - 1) / LONGEST;
        ByteBuffer wrapped = ByteBuffer.allocate(HEADER + fields + 4 * parameters + pdu.length);
        wrapped.put(pdu, 0, HEADER).putInt(0, wrapped.capacity()).position(HEADER + fields);
        for (int from = 0; from < pdu.length; from += LONGEST) {
            int length = Math.min(LONGEST, pdu.length - from);
            wrapped.putShort(WRAPPED).putShort((short) length).put(pdu, from, length);
        }
        return wrapped.array();
    }

    /** What came, out of the parameters of the PDU that jSMPP read. */
    static byte[] unwrap(OptionalParameter[] parameters) {
        ByteArrayOutputStream pdu = new ByteArrayOutputStream();
        for (OptionalParameter parameter : parameters) {
            pdu.writeBytes(((OptionalParameter.OctetString) parameter).getValue());
        }
        return pdu.toByteArray();
    }

    /** Reads it. Never throws: what is not there is empty. */
    static InboundPdu read(String port, byte[] pdu) {
        return new RawDelivery(pdu).read(port);
    }

    private InboundPdu read(String port) {
        boolean deliverSm = ByteBuffer.wrap(pdu).getInt(4) == SMPPConstant.CID_DELIVER_SM;
        text();
        skip(2);
        String from = text();
        skip(2);
        String to = text();
        int esmClass = octet();
        if (deliverSm) {
            skip(2);
            text();
            text();
        }
        skip(deliverSm ? 2 : 1);
        int dataCoding = octet();
        skip(deliverSm ? 1 : 0);
        byte[] body = deliverSm ? octets(octet()) : new byte[0];
        boolean unfinished = cutShort;
        Map<Integer, byte[]> options = options();
        byte[] text = body.length == 0 ? options.getOrDefault(MESSAGE_PAYLOAD, body) : body;
        return new InboundPdu(port, from, to, esmClass, dataCoding, text, options, pdu, unfinished);
    }

    private Map<Integer, byte[]> options() {
        Map<Integer, byte[]> options = new HashMap<>();
        while (pdu.length - at >= 4) {
            int tag = octet() << 8 | octet();
            options.put(tag, octets(octet() << 8 | octet()));
        }
        return options;
    }

    /** As many as there are, up to so many. */
    private byte[] octets(int wanted) {
        int end = Math.min(pdu.length, at + wanted);
        byte[] octets = Arrays.copyOfRange(pdu, at, end);
        at = end;
        return octets;
    }

    private int octet() {
        if (at < pdu.length) {
            return pdu[at++] & 0xff;
        }
        cutShort = true;
        return 0;
    }

    private void skip(int octets) {
        for (int n = 0; n < octets; n++) {
            octet();
        }
    }

    /** Up to its NUL. */
    private String text() {
        int start = at;
        while (at < pdu.length && pdu[at] != 0) {
            at++;
        }
        String text = new String(pdu, start, at - start, StandardCharsets.ISO_8859_1);
        octet();
        return text;
    }
}
