package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A deliver_sm as a carrier might write it; each {@code with…} is one of its habits. */
record SampleReceipt(int esmClass, int dataCoding, byte[] body, Map<Integer, byte[]> options) {
    static final int RECEIPTED_MESSAGE_ID = 0x001E;
    static final int MESSAGE_STATE = 0x0427;

    static SampleReceipt of(String text) {
        return new SampleReceipt(0x04, 0, text.getBytes(StandardCharsets.ISO_8859_1), Map.of());
    }

    SampleReceipt withEsmClass(int value) {
        return new SampleReceipt(value, dataCoding, body, options);
    }

    SampleReceipt withText(String text, int dataCoding, Charset charset) {
        return new SampleReceipt(esmClass, dataCoding, text.getBytes(charset), options);
    }

    SampleReceipt withOption(int tag, byte... value) {
        Map<Integer, byte[]> more = new HashMap<>(options);
        more.put(tag, value);
        return new SampleReceipt(esmClass, dataCoding, body, more);
    }

    SampleReceipt withId(String id) {
        return withOption(RECEIPTED_MESSAGE_ID, (id + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A user data header of one element before the text. */
    SampleReceipt withHeader() {
        byte[] header = {5, 0, 3, 1, 1, 1};
        byte[] all = new byte[header.length + body.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(body, 0, all, header.length, body.length);
        return new SampleReceipt(esmClass | 0x40, dataCoding, all, options);
    }

    InboundPdu pdu() {
        return new InboundPdu("port-1", "8613800000000", "12379", esmClass, dataCoding, body, options, body, false);
    }

    Receipt read() {
        return ReceiptReader.read(pdu());
    }
}
