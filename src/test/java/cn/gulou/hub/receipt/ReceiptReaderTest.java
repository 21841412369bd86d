package cn.gulou.hub.receipt;

import static cn.gulou.hub.alert.SubmissionState.DELIVERED;
import static cn.gulou.hub.alert.SubmissionState.UNDELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.SubmissionState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every variation met in the field (FORMATS §4), one labelled case each. */
class ReceiptReaderTest {
    private static final String DATES = " submit date:2611230830 done date:2611230831";
    private static final String USUAL = "id:0123456789 sub:001 dlvrd:001" + DATES + " stat:DELIVRD err:000 text:hello";

    /** What it is | how it is written | id | stat | err | outcome; - is none. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
        as in appendix B                | id:0123 sub:001 dlvrd:001 submit date:2611230830 done date:2611230831 stat:DELIVRD err:000 text:hello | 0123 | DELIVRD | 000 | DELIVERED
        a space after done date         | id:0123 sub:001 dlvrd:001 submit date:2611230830 done date: 2611230831 stat:DELIVRD err:000 | 0123 | DELIVRD | 000 | DELIVERED
        12-digit dates                  | id:7 submit date:261123083015 done date:261123083120 stat:DELIVRD err:000 | 7 | DELIVRD | 000 | DELIVERED
        ISO dates                       | id:7 submit date:2026-11-23T08:30:00+08:00 done date:2026-11-23 08:31 stat:DELIVRD err:000 | 7 | DELIVRD | 000 | DELIVERED
        no dates                        | id:7 sub:001 dlvrd:001 stat:DELIVRD err:000 text: | 7 | DELIVRD | 000 | DELIVERED
        empty dates                     | id:7 submit date: done date: stat:DELIVRD err:000 | 7 | DELIVRD | 000 | DELIVERED
        sub is no number                | id:7 sub:A dlvrd:B stat:DELIVRD err:000 | 7 | DELIVRD | 000 | DELIVERED
        lower case                      | id:7 sub:001 dlvrd:001 stat:delivrd err:000 text:hello | 7 | DELIVRD | 000 | DELIVERED
        upper case                      | ID:7 SUB:001 DLVRD:001 STAT:DELIVRD ERR:000 TEXT:HELLO | 7 | DELIVRD | 000 | DELIVERED
        a vendor's stat                 | id:7 stat:MA:0001 err:001 text: | 7 | MA:0001 | 001 | UNDELIVERED
        FAILED                          | id:7 stat:FAILED err:999 | 7 | FAILED | 999 | UNDELIVERED
        UNKNOWN                         | id:7 stat:UNKNOWN err:999 | 7 | UNKNOWN | 999 | UNDELIVERED
        EXPIRED                         | id:7 stat:EXPIRED err:002 | 7 | EXPIRED | 002 | UNDELIVERED
        DELETED                         | id:7 stat:DELETED err:006 | 7 | DELETED | 006 | UNDELIVERED
        REJECTD                         | id:7 stat:REJECTD err:005 | 7 | REJECTD | 005 | UNDELIVERED
        ACCEPTD is not final            | id:7 stat:ACCEPTD err:000 | 7 | ACCEPTD | 000 | -
        ENROUTE is not final            | id:7 stat:enroute err:000 | 7 | ENROUTE | 000 | -
        spaces around colons            | id : 7 stat : DELIVRD err : 000 | 7 | DELIVRD | 000 | DELIVERED
        tabs and line ends              | id:7\\r\\nstat:DELIVRD\\terr:000\\r\\n | 7 | DELIVRD | 000 | DELIVERED
        a NUL at the end                | id:7 err:000 stat:DELIVRD\\0 | 7 | DELIVRD | 000 | DELIVERED
        another order                   | stat:DELIVRD err:000 id:7 | 7 | DELIVRD | 000 | DELIVERED
        an empty id                     | id: sub:001 stat:DELIVRD err:000 | - | DELIVRD | 000 | DELIVERED
        an empty stat is no end         | id:7 stat: err:000 text: | 7 | - | 000 | -
        an empty stat before a date     | id:7 stat: done date:2611230830 | 7 | - | - | -
        an empty err                    | id:7 stat:DELIVRD err: text:late | 7 | DELIVRD | - | DELIVERED
        no blank before err             | id:7 stat:DELIVRDerr:000 text: | 7 | DELIVRD | - | DELIVERED
        the same in upper case          | ID:7 STAT:UNDELIVERR:017 | 7 | UNDELIV | - | UNDELIVERED
        id in hex                       | id:4C1F0aB2 stat:DELIVRD err:000 | 4C1F0aB2 | DELIVRD | 000 | DELIVERED
        id padded                       | id:00000000000000000007 stat:DELIVRD err:000 | 00000000000000000007 | DELIVRD | 000 | DELIVERED
        id a UUID                       | id:9b2f6a52-6bc1-4c1e-9f7e-0a1b2c3d4e5f stat:DELIVRD err:000 | 9b2f6a52-6bc1-4c1e-9f7e-0a1b2c3d4e5f | DELIVRD | 000 | DELIVERED
        words that end like a field     | bid:9 id:7 substat:X stat:DELIVRD myerr:1 err:000 | 7 | DELIVRD | 000 | DELIVERED
        nothing to read                 | hello | - | - | - | -
        """)
    void readsTheText(String label, String text, String id, String stat, String err, SubmissionState outcome) {
        assertThat(SampleReceipt.of(text.translateEscapes()).read())
                .isEqualTo(new Receipt(id, outcome, stat, err, null));
    }

    @Test
    void parametersComeBeforeTheText() {
        SampleReceipt both = SampleReceipt.of("id:1 stat:UNDELIV err:003")
                .withId("2")
                .withOption(SampleReceipt.MESSAGE_STATE, (byte) 2);
        assertThat(both.read()).isEqualTo(new Receipt("2", DELIVERED, "DELIVRD", "003", null));
    }

    @Test
    void parametersAloneAreEnough() {
        SampleReceipt only =
                SampleReceipt.of("").withEsmClass(0).withId("ab-7").withOption(SampleReceipt.MESSAGE_STATE, (byte) 5);
        assertThat(ReceiptReader.isReceipt(only.pdu())).isTrue();
        assertThat(only.read()).isEqualTo(new Receipt("ab-7", UNDELIVERED, "UNDELIV", null, null));
    }

    @Test
    void parametersThatSayNothingLeaveItToTheText() {
        SampleReceipt empty = SampleReceipt.of(USUAL)
                .withOption(SampleReceipt.RECEIPTED_MESSAGE_ID, (byte) 0)
                .withOption(SampleReceipt.MESSAGE_STATE, (byte) 0x32);
        assertThat(empty.read()).isEqualTo(new Receipt("0123456789", DELIVERED, "DELIVRD", "000", null));
        assertThat(SampleReceipt.of(USUAL)
                        .withOption(SampleReceipt.MESSAGE_STATE)
                        .read()
                        .outcome())
                .isEqualTo(DELIVERED);
        assertThat(SampleReceipt.of("")
                        .withOption(SampleReceipt.MESSAGE_STATE, (byte) 77)
                        .read()
                        .stat())
                .isEqualTo("STATE-77");
    }

    @Test
    void theReferenceOfTheSubmitIsReadWhenItIsRepeated() {
        assertThat(SampleReceipt.of(USUAL)
                        .withOption(0x0204, (byte) 0xab, (byte) 0xcd)
                        .read()
                        .reference())
                .isEqualTo(0xabcd);
        assertThat(SampleReceipt.of(USUAL).withOption(0x0204, (byte) 1).read().reference())
                .isNull();
    }

    @Test
    void anIntermediateNotificationEndsNothing() {
        SampleReceipt intermediate = SampleReceipt.of(USUAL).withEsmClass(0x20);
        assertThat(ReceiptReader.isReceipt(intermediate.pdu())).isTrue();
        assertThat(intermediate.read().outcome()).isNull();
    }

    @Test
    void aTextInUcs2OrBehindAHeaderReadsAlike() {
        Receipt expected = SampleReceipt.of(USUAL).read();
        SampleReceipt ucs2 = SampleReceipt.of("").withText(USUAL, 8, StandardCharsets.UTF_16BE);
        assertThat(ucs2.read()).isEqualTo(expected);
        assertThat(ucs2.withHeader().read()).isEqualTo(expected);
        assertThat(SampleReceipt.of(USUAL).withHeader().read()).isEqualTo(expected);
    }

    @Test
    void aTextInAnotherCodingThanItSaysReadsAlike() {
        Receipt expected = SampleReceipt.of(USUAL).read();
        assertThat(SampleReceipt.of("")
                        .withText(USUAL, 8, StandardCharsets.ISO_8859_1)
                        .read())
                .isEqualTo(expected);
        assertThat(SampleReceipt.of("")
                        .withText(USUAL, 0, StandardCharsets.UTF_16BE)
                        .read())
                .isEqualTo(expected);
    }

    @Test
    void aReceiptIsToldByItsTypeItsParametersOrItsText() {
        assertThat(ReceiptReader.isReceipt(
                        SampleReceipt.of(USUAL).withEsmClass(0).pdu()))
                .isTrue();
        assertThat(ReceiptReader.isReceipt(
                        SampleReceipt.of("").withEsmClass(0x04).pdu()))
                .isTrue();
        assertThat(ReceiptReader.isReceipt(
                        SampleReceipt.of("TD").withEsmClass(0).pdu()))
                .isFalse();
        assertThat(ReceiptReader.isReceipt(SampleReceipt.of("")
                        .withEsmClass(0)
                        .withText("退订", 8, StandardCharsets.UTF_16BE)
                        .pdu()))
                .isFalse();
    }

    @Test
    void aWordWithoutEndDoesNotReachTheLedger() {
        Receipt receipt = SampleReceipt.of(
                        "id:" + "9".repeat(5_000) + " stat:" + "X".repeat(5_000) + " err:" + "7".repeat(99))
                .read();
        assertThat(receipt.messageId()).isNull();
        assertThat(receipt.stat()).hasSize(32);
        assertThat(receipt.errorCode()).hasSize(32);
    }
}
