package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person wrote. Carriers do not always write what they say.
 *
 * @param said as the data coding says
 * @param otherwise in every other coding that carriers use
 */
record ReplyText(String said, Set<String> otherwise) {
    /** Data coding 15 is GBK with the carriers of China. */
    private static final int GBK = 15;

    private static final Charset GB18030 = Charset.forName("GB18030");

    static ReplyText of(InboundPdu pdu) {
        byte[] body = ReceiptFields.body(pdu);
        Charset charset = StandardCharsets.ISO_8859_1;
        if (ReceiptFields.isUcs2(pdu)) {
            charset = StandardCharsets.UTF_16BE;
        } else if (pdu.dataCoding() == GBK) {
            charset = GB18030;
        }
        String said = read(body, charset);
        Set<String> otherwise = Stream.of(
                        StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, GB18030, StandardCharsets.UTF_8)
                .map(each -> read(body, each))
                .collect(Collectors.toSet());
        return new ReplyText(said, otherwise);
    }

    private static String read(byte[] body, Charset charset) {
        String text = new String(body, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
