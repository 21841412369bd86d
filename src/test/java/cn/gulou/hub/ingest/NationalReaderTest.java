package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NationalReaderTest {
    private static final String ACTUAL = Readings.sampleText("national-profile-beijing-actual.xml");

    @Test
    void readsTheComposedActualAlertWithoutADoubt() {
        Reading reading = Readings.xml(ACTUAL);

        assertThat(reading.quarantined()).isFalse();
        assertThat(reading.personal()).isTrue();
        var alert = reading.alert();
        assertThat(alert.defects()).isEmpty();
        assertThat(alert.dialect()).isEqualTo(Dialect.NATIONAL);
        assertThat(alert.sender()).isEqualTo("11000041600000");
        assertThat(alert.identifier()).isEqualTo("11000041600000_20261123153012");
        assertThat(alert.sent()).isEqualTo("2026-11-23T15:05:00+08:00");
        assertThat(alert.status()).isEqualTo(Status.ACTUAL);
        assertThat(alert.severity()).isEqualTo(Severity.MODERATE);
        assertThat(alert.smsText()).startsWith("市气象台11月23日").endsWith("注意防范。");
        assertThat(alert.audience().groups()).containsExactly("WHOLE-NETWORK");
        assertThat(alert.audience().geocodes()).containsExactly("110000000000");
        assertThat(alert.audience().numberCount()).isZero();
        assertThat(alert.expires()).isNull();
    }

    @Test
    void readsTheComposedTestAlertAsATest() {
        assertThat(Readings.xml(Readings.sampleText("national-profile-beijing-composed.xml"))
                        .alert()
                        .status())
                .isEqualTo(Status.TEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audenceprt", "audiencePrt", "audencePrt", "AUDIENCEPRT"})
    void knowsTheSpellingsOfAudenceprt(String spelling) {
        Reading reading = Readings.xml(ACTUAL.replace(
                "<audenceprt>,</audenceprt>",
                "<" + spelling + ">13800000000，+8613800000001、 86 138 0000 0000,</" + spelling + ">"));

        assertThat(reading.numbers()).containsExactly("8613800000000", "8613800000001");
        assertThat(reading.alert().audience().numberCount()).isEqualTo(2);
    }

    @Test
    void keepsNumbersOutOfTheModelAndOutOfPrint() {
        Reading reading = Readings.xml(with("audenceprt", "13800000000,"));

        assertThat(reading.alert().toString() + reading).doesNotContain("13800000000");
    }

    @Test
    void refusesAMalformedNumberByItsPlaceNotByItsDigits() {
        var refusal = Readings.refusal(with("audenceprt", "13800000000,010-12345,"), "application/xml");

        assertThat(Readings.codes(refusal)).containsExactly("number-malformed");
        assertThat(refusal.violations().get(0).en()).contains("number 2").doesNotContain("12345");
    }

    @Test
    void readsTheOldNamespaceAndNone() {
        assertThat(Readings.xml(ACTUAL.replace("<alert>", "<alert xmlns=\"http://com.icss.amp\">"))
                        .canonicalContent())
                .isEqualTo(Readings.xml(ACTUAL).canonicalContent());
    }

    @Test
    void readsARootNamedAfterItsStatus() {
        String body = ACTUAL.replace("<alert>", "<actual>").replace("</alert>", "</actual>");

        assertThat(Readings.xml(body).quarantined()).isFalse();
        assertThat(Readings.codes(Readings.xml(body.replace("<status>Actual", "<status>Test"))
                        .doubts()))
                .contains("root-contradicts-status");
    }

    @Test
    void repairsAnAmpersandInTextAndSaysSo() {
        Reading reading = Readings.xml(with("message", "风力 & 降水：气温 <0 度 & 路面结冰"));

        assertThat(reading.alert().smsText()).isEqualTo("风力 & 降水：气温 <0 度 & 路面结冰");
        assertThat(reading.quarantined()).isFalse();
        assertThat(Readings.codes(reading.alert().defects())).contains("escaping-repaired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"请看<b>防范", "温度&nbsp;下降", "<script>", "控制\u0007符"})
    void holdsForAPersonWhatMayHaveBeenMarkup(String text) {
        assertThat(Readings.codes(Readings.xml(with("message", text)).doubts())).contains("repaired-markup");
    }

    @Test
    void takesMarkupInACodeForDoubtful() {
        assertThat(Readings.codes(Readings.xml(with("audienceGrp", "A&B,")).doubts()))
                .contains("repaired-markup");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T16:00:00+08:00, 2026-11-23T16:00:00+08:00",
        "2026-11-23 16:00:00+08:00, 2026-11-23T16:00:00+08:00",
        "2026-11-23 16:00+0800, 2026-11-23T16:00:00+08:00",
        "2026-11-23 16:00:00, 2026-11-23T16:00:00+08:00",
        "２０２６-11-23 16：00：00+08:00, 2026-11-23T16:00:00+08:00",
        "2026-11-23 08:00:00.000Z, 2026-11-23T16:00:00+08:00",
    })
    void readsTimesAsTheyAreWritten(String written, String meant) {
        var expires = Readings.xml(ACTUAL.replace("<expires/>", "<expires>" + written + "</expires>"))
                .alert()
                .expires();

        assertThat(expires).isAtSameInstantAs(java.time.OffsetDateTime.parse(meant));
    }

    @Test
    void takesAnOffsetAloneForNoTime() {
        Reading reading = Readings.xml(ACTUAL.replace("<expires/>", "<expires>+08:00</expires>"));

        assertThat(reading.alert().expires()).isNull();
        assertThat(Readings.codes(reading.alert().defects())).containsExactly("time-empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30 10:00:00+08:00", "23/11/2026", "tomorrow", "2026-11-23 25:00:00+08:00"})
    void refusesTimesThatAreNone(String written) {
        assertThat(Readings.codes(Readings.refusal(
                        ACTUAL.replace("<expires/>", "<expires>" + written + "</expires>"), "application/xml")))
                .containsExactly("time-malformed");
    }

    @Test
    void takesTheTimeOfSendingFromTheIdentifierWhenThereIsNone() {
        Reading reading = Readings.xml(with("sendTime", ""));

        assertThat(reading.alert().sent()).isEqualTo("2026-11-23T15:30:12+08:00");
        assertThat(Readings.codes(reading.alert().defects())).containsExactly("sent-from-identifier");
    }

    @Test
    void splitsListsAtAnySeparatorAndDropsRepeats() {
        Reading reading = Readings.xml(with("geocode", "110108，110109,110108、110000000000；,"));

        assertThat(reading.alert().audience().geocodes()).containsExactly("110108", "110109", "110000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "GB18030", "GB2312", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
    void readsEveryEncodingAlike(String name) {
        byte[] body = ACTUAL.replace("encoding=\"UTF-8\"", "encoding=\"" + name + "\"")
                .getBytes(Charset.forName(name));

        Reading reading = Readings.read(body, "application/xml");

        assertThat(reading.quarantined()).isFalse();
        assertThat(reading.canonicalContent()).isEqualTo(Readings.xml(ACTUAL).canonicalContent());
    }

    @Test
    void readsAByteOrderMark() {
        assertThat(Readings.xml("\uFEFF" + ACTUAL).quarantined()).isFalse();
    }

    @Test
    void doubtsADeclaredEncodingThatUtf8ReadsToo() {
        byte[] body = ACTUAL.replace("encoding=\"UTF-8\"", "encoding=\"GBK\"").getBytes(StandardCharsets.UTF_8);
        byte[] even = Arrays.copyOf(body, body.length);

        try {
            assertThat(Readings.codes(Readings.read(even, "application/xml").doubts()))
                    .contains("encoding-doubtful");
        } catch (cn.gulou.hub.alert.Refusal refusal) {
            assertThat(Readings.codes(refusal)).contains("encoding-broken");
        }
    }

    @Test
    void putsElementsIntoOrderAndSaysSo() {
        Reading reading = Readings.xml(ACTUAL.replace("<status>Actual</status>", "")
                .replace("<secClassification>", "<status>Actual</status><secClassification>"));

        assertThat(Readings.codes(reading.alert().defects())).containsExactly("element-order");
        assertThat(reading.canonicalContent()).isEqualTo(Readings.xml(ACTUAL).canonicalContent());
    }

    @ParameterizedTest
    @CsvSource({
        "identifier, element-missing",
        "senderCode, element-missing",
        "status, element-missing",
        "msgType, element-missing",
        "scope, element-missing",
    })
    void refusesWhatLacksWhatItCannotDoWithout(String element, String code) {
        var refusal = Readings.refusal(with(element, ""), "application/xml");

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(Readings.codes(refusal)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"status, Real", "msgType, Warning", "scope, Everybody", "severity, Purple", "senderCode, 110000"})
    void refusesValuesItDoesNotKnow(String element, String value) {
        assertThat(Readings.refusal(with(element, value), "application/xml").statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsEveryViolationAtOnceInBothLanguages() {
        String body =
                with("status", "Real").replace("<msgType>Alert</msgType>", "").replace("<scope>Public</scope>", "");

        var refusal = Readings.refusal(body, "application/xml");

        assertThat(Readings.codes(refusal)).containsExactlyInAnyOrder("element-missing", "value-not-listed");
        assertThat(refusal.violations()).hasSize(3).allSatisfy(violation -> {
            assertThat(violation.zh()).matches(".*[\\u4e00-\\u9fa5].*");
            assertThat(violation.en()).matches("[\\x20-\\x7e]+");
        });
    }

    @Test
    void neverReadsACancelAsANewAlert() {
        String cancel = with("msgType", "Cancel");

        assertThat(Readings.codes(Readings.refusal(cancel, "application/xml"))).containsExactly("references-missing");
        assertThat(Readings.xml(cancel.replace(
                                "<references/>", "<references>11000041600000_20261123100000</references>"))
                        .alert()
                        .messageType())
                .isEqualTo(MessageType.CANCEL);
    }

    @Test
    void holdsAnUpdateOfItselfAndLetsAFirstIssueReferToItself() {
        String itself = ACTUAL.replace("<references/>", "<references>11000041600000_20261123153012</references>");

        assertThat(Readings.codes(Readings.xml(itself).alert().defects()))
                .containsExactly("first-issue-refers-to-itself");
        assertThat(Readings.codes(Readings.xml(itself.replace("<msgType>Alert", "<msgType>Update"))
                        .doubts()))
                .containsExactly("self-reference");
    }

    /** What a duty officer would want to look at before a city reads it. */
    @Test
    void quarantinesOnDoubt() {
        Map<String, String> cases = Map.of(
                with("severity", "Red"), "severity-contradicts-text",
                with("message", "【演练】全市停课通知"), "text-says-drill",
                with("message", "请避\uFFFD到安全地带"), "text-garbled",
                with("identifier", "11010841600000_20261123153012"), "sender-contradicts-identifier",
                with("secClassification", "秘密"), "classified",
                with("methodName", "Email"), "no-sms-method");

        cases.forEach((body, code) ->
                assertThat(Readings.codes(Readings.xml(body).doubts())).as(code).contains(code));
    }

    @Test
    void anUpgradeNamesTwoColoursAndIsNoContradiction() {
        assertThat(Readings.xml(with("headline", "将大风蓝色预警升级为黄色预警")).quarantined())
                .isFalse();
    }

    @Test
    void anEmptyPolygonIsNotEverywhere() {
        String body = with("geocode", "").replace("WHOLE-NETWORK,", ",");

        var audience = Readings.xml(body).alert().audience();

        assertThat(audience.wholeNetwork()).isFalse();
        assertThat(audience.polygons()).isEmpty();
        assertThat(audience.describedOnly()).isTrue();
    }

    @Test
    void readsARadiusInMetres() {
        var circle = Readings.xml(ACTUAL.replace("<circle/>", "<circle>39.99,116.30 5000</circle>"))
                .alert()
                .audience()
                .circles()
                .get(0);

        assertThat(circle.radiusMetres()).isEqualTo(5000);
        assertThat(circle.centre().latitude()).isEqualTo(39.99);
    }

    @Test
    void notesAnUnknownEventTypeAndReadsOn() {
        assertThat(Readings.codes(
                        Readings.xml(with("eventType", "99Z99")).alert().defects()))
                .containsExactly("event-type-unknown");
    }

    private static String with(String element, String value) {
        return ACTUAL.replaceAll(
                "<" + element + ">[^<]*</" + element + ">",
                java.util.regex.Matcher.quoteReplacement("<" + element + ">" + value + "</" + element + ">"));
    }
}
