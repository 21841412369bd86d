package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsmpp.SMPPConstant;

/**
 * Reads what a carrier delivers, as far as it can be read. jSMPP's reader falls over an address of 21 digits, a parameter
 * without a value or longer than what is left, a few octets too many at the end; then the carrier gets no answer at all.
 */
final class RawDelivery {
    /** Length, command id, command status, sequence number. */
    private static final int HEADER = 16;

    private static final int MESSAGE_PAYLOAD = 0x0424;

    private final byte[] pdu;
    private int at = HEADER;
    private boolean cutShort;

    private RawDelivery(byte[] pdu) {
        this.pdu = pdu;
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
