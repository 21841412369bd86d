package cn.gulou.hub.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Whoever declines is heard, whatever the carrier makes of the text (C-09). */
class ReplyTextTest {
    private final Replies replies =
            new Replies(new SimpleDriverDataSource(), null, null, ReceiptReaderFuzzTest.settings());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "UCS-2, 8, 退订, UTF-16BE",
        "UCS-2 of class 0, 24, 退订, UTF-16BE",
        "UCS-2 of class 1, 25, 退订, UTF-16BE",
        "UCS-2 that says Latin, 0, 退订, UTF-16BE",
        "UCS-2 that says binary, 4, 退订, UTF-16BE",
        "UCS-2 the wrong way round, 8, 退订, UTF-16LE",
        "UCS-2 with its mark, 8, \uFEFF退订, UTF-16BE",
        "GBK, 15, 退订, GB18030",
        "GBK that says Latin, 0, 退订, GB18030",
        "UTF-8 that says Latin, 0, 退订, UTF-8",
        "in traditional writing, 8, 退訂, UTF-16BE",
        "one letter, 0, T, ISO-8859-1",
        "Latin, 0, td!, ISO-8859-1",
        "UCS-2 with a NUL behind it, 8, 退订\u0000, UTF-16BE",
        "Latin that says UCS-2, 8, TD, ISO-8859-1",
    })
    void isHeard(String label, int dataCoding, String text, String charset) {
        assertThat(declines(dataCoding, text.getBytes(Charset.forName(charset))))
                .isTrue();
    }

    /** Half of a common character reads as a letter that declines. */
    @ParameterizedTest
    @ValueSource(strings = {"不", "一", "中", "听", "同", "吗", "名", "年", "答", "收到", "请问退订了吗", "好的"})
    void whoSaysSomethingElseDoesNotDecline(String text) {
        assertThat(declines(8, text.getBytes(StandardCharsets.UTF_16BE))).isFalse();
        assertThat(declines(8, text.getBytes(StandardCharsets.UTF_16LE))).isFalse();
        assertThat(declines(15, text.getBytes(Charset.forName("GB18030")))).isFalse();
        assertThat(declines(0, text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    private boolean declines(int dataCoding, byte[] body) {
        SampleReceipt reply = new SampleReceipt(0, dataCoding, body, Map.of());
        return replies.isOptOut(ReplyText.of(reply.pdu()))
                && replies.isOptOut(ReplyText.of(reply.withHeader().pdu()));
    }
}
