package cn.gulou.hub.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.MessageIds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Bytes from outside, on the whole way from a deliver_sm to what is stored. As a test it reads its seeds only;
 * {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=ReceiptReaderFuzzTest} looks for new ones, 10 minutes.
 */
class ReceiptReaderFuzzTest {
    private static final List<Integer> TAGS = List.of(0x001E, 0x0427, 0x0204, 0x0424);
    private static final Replies REPLIES = new Replies(new SimpleDriverDataSource(), null, null, settings());

    @DictionaryEntries({
        "id:",
        "sub:",
        "submit date:",
        "done date:",
        "stat:",
        "err:",
        "text:",
        "DELIVRD",
        "MA:0001",
        ": "
    })
    @FuzzTest(maxDuration = "10m")
    void nothingFallsAndWhatIsReadFitsTheLedger(byte[] data) {
        InboundPdu pdu = pdu(ByteBuffer.wrap(data));
        ReceiptReader.isReceipt(pdu);
        Receipt receipt = ReceiptReader.read(pdu);
        fits(receipt.messageId(), 255);
        fits(receipt.stat(), 64);
        fits(receipt.errorCode(), 32);
        for (String codec : List.of("same", "hex-then-decimal", "decimal-then-hex")) {
            fits(MessageIds.ofReceipt(codec, receipt.messageId()), 512);
            fits(MessageIds.ofAnswer(codec, receipt.messageId()), 512);
        }
        assertThat(receipt.reference() == null || receipt.reference() >> 16 == 0)
                .isTrue();
        REPLIES.isOptOut(ReplyText.of(pdu));
    }

    /** A NUL would make PostgreSQL refuse the whole batch, an endless word its index. */
    private static void fits(String word, int longest) {
        if (word != null) {
            assertThat(word).doesNotContain("\0").isNotEmpty().hasSizeLessThanOrEqualTo(longest);
        }
    }

    /** esm_class, data_coding, number of parameters; each: which, length, value; the rest is the body. */
    private static InboundPdu pdu(ByteBuffer data) {
        int esmClass = next(data);
        int coding = next(data);
        int parameters = next(data) & 3;
        Map<Integer, byte[]> options = new HashMap<>();
        for (int i = 0; i < parameters; i++) {
            options.put(TAGS.get(next(data) & 3), bytes(data, next(data)));
        }
        byte[] body = bytes(data, data.remaining());
        return new InboundPdu("port-1", "", "12379", esmClass, coding, body, options, body, false);
    }

    private static int next(ByteBuffer data) {
        return data.hasRemaining() ? data.get() & 0xff : 0;
    }

    private static byte[] bytes(ByteBuffer data, int wanted) {
        byte[] bytes = new byte[Math.min(wanted, data.remaining())];
        data.get(bytes);
        return bytes;
    }

    /** With a few words that decline. */
    static ReceiptSettings settings() {
        return new ReceiptSettings(
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                1,
                Duration.ZERO,
                List.of("退订", "退訂", "TD", "T", "STOP"));
    }
}
