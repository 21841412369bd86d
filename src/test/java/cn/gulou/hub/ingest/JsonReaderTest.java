package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final String ALERT =
            """
            {"identifier": "t-1", "sender": "traffic.example", "sent": "2026-11-23T15:05:00+08:00", "status": "Actual",
             "msgType": "Alert", "scope": "Public", "approvalReference": "A-1", "kind": "targeted", "notice12379": true,
             "sendAfter": "2026-11-23T16:00:00+08:00", "finishBy": "2026-11-23T17:00:00+08:00",
             "expires": "2026-11-24T00:00:00Z", "severity": "Yellow", "eventType": "11B06", "headline": "大风黄色预警",
             "smsText": "大风", "authorisationReference": "B-2",
             "audience": {"polygons": [[[116.2, 39.9], [116.4, 39.9], [116.4, 40.0], [116.2, 39.9]]],
                          "circles": [{"lng": 116.3, "lat": 39.99, "radiusMetres": 500}],
                          "groups": ["rangers"], "numbers": ["13800000000", "+86 138 0000 0000", "+4917000000000"],
                          "datum": "GCJ02"}}""";

    @Test
    void readsTheModelFieldByField() {
        Reading reading = Readings.json(ALERT);

        Alert alert = reading.alert();
        assertThat(alert.defects()).isEmpty();
        assertThat(reading.quarantined()).isFalse();
        assertThat(alert.dialect()).isEqualTo(Dialect.JSON);
        assertThat(alert.status()).isEqualTo(Status.ACTUAL);
        assertThat(alert.severity()).isEqualTo(Severity.MODERATE);
        assertThat(alert.requestedKind()).isEqualTo(Kind.TARGETED);
        assertThat(alert.notice12379()).isTrue();
        assertThat(alert.expires()).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(alert.audience().polygons().get(0).points().get(0).longitude())
                .isEqualTo(116.2);
        assertThat(alert.audience().circles().get(0).radiusMetres()).isEqualTo(500);
        assertThat(alert.audience().datum()).isEqualTo("GCJ02");
        assertThat(reading.numbers()).containsExactly("8613800000000", "4917000000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no status | \"status\": \"Actual\", | | element-missing",
                "unknown status | \"Actual\" | \"Live\" | value-not-listed",
                "a number for a text | \"t-1\" | 1 | field-type",
                "a text for a truth | true | \"true\" | field-type",
                "a misspelt field | sendAfter | sendafter | field-unknown",
                "a misspelt audience field | polygons | polygon | field-unknown",
                "a field twice | \"scope\": \"Public\", | \"scope\": \"Public\", \"scope\": \"Public\", | not-well-formed",
                "latitude first | [116.4, 40.0] | [40.0, 116.4] | coordinate-out-of-range",
                "a text for a coordinate | [116.4, 40.0] | [\"116.4\", 40.0] | coordinate-malformed",
                "an open ring | [116.4, 40.0], [116.2, 39.9] | [116.4, 40.0], [116.4, 40.1] | ring-not-closed",
                "no offset | 15:05:00+08:00 | 15:05:00 | time-malformed",
                "a year of no calendar | 2026-11-24T00:00:00Z | 0000-01-01T00:00:00Z | time-malformed",
                "a year of no database | 2026-11-24T00:00:00Z | +300000-01-01T00:00:00Z | time-malformed",
                "year 0 in UTC | 2026-11-24T00:00:00Z | 0001-01-01T00:00:00+14:00 | time-malformed",
                "a blank that does not break in the identifier | t-1 | t-\\u00a0 | identifier-characters",
                "an offset of no place | 2026-11-24T00:00:00Z | 2026-11-24T00:00:00+17:00 | time-malformed",
                "after the end of the day | 2026-11-24T00:00:00Z | 2026-11-24T24:00:01Z | time-malformed",
                "an unknown datum | GCJ02 | Mars | value-not-listed",
                "half of a pair in the identifier | t-1 | t-\\ud800 | identifier-characters",
                "an exponent that no number has | 500} | 1e99999999999} | not-well-formed",
                "finished before begun | 17:00:00 | 15:00:00 | finish-too-early",
                "unknown kind | \"targeted\" | \"everyone\" | value-not-listed",
                "updateTo in a first issue | \"msgType\": \"Alert\", | \"msgType\": \"Alert\", \"updateTo\": \"told\", | reach-misplaced",
                "cancelTo in an update | \"msgType\": \"Alert\", | \"msgType\": \"Update\", \"references\": [\"a\"], \"cancelTo\": \"told\", | reach-misplaced",
                "unknown updateTo | \"msgType\": \"Alert\", | \"msgType\": \"Update\", \"references\": [\"a\"], \"updateTo\": \"nobody\", | value-not-listed",
                "a landline | \"13800000000\" | \"01012345678\" | number-malformed",
                "cut short | \"GCJ02\"}} | \"GCJ02\"} | not-well-formed",
                "something behind it | \"GCJ02\"}} | \"GCJ02\"}} {} | not-well-formed",
            })
    void refuses(String label, String from, String to, String code) {
        assertThat(Readings.codes(Readings.refusal(ALERT.replace(from, to == null ? "" : to), "application/json")))
                .as(label)
                .contains(code);
    }

    @Test
    void refusesAReferenceThatNoIndexHolds() {
        String update = ALERT.replace(
                "\"msgType\": \"Alert\",", "\"msgType\": \"Update\", \"references\": [\"" + "r".repeat(201) + "\"],");
        Refusal refusal = Readings.refusal(update, "application/json");
        assertThat(Readings.codes(refusal)).containsExactly("too-long");
        assertThat(refusal.violations().get(0).where()).isEqualTo("/references");
    }

    @Test
    void readsACircleByItsCentre_andTheEndOfADay() {
        Alert alert = Readings.json(ALERT.replace("\"lng\": 116.3, \"lat\": 39.99,", "\"centre\": [116.3, 39.99],")
                        .replace("2026-11-24T00:00:00Z", "2026-11-23T24:00:00Z"))
                .alert();

        assertThat(alert.audience().circles().get(0).centre().longitude()).isEqualTo(116.3);
        assertThat(alert.expires()).isEqualTo("2026-11-24T00:00:00Z");
    }

    /** Many write "no end" so. */
    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59+08:00", "9999-12-31T23:59:59Z"})
    void readsTheLastYear(String expires) {
        assertThat(Readings.json(ALERT.replace("2026-11-24T00:00:00Z", expires))
                        .alert()
                        .expires())
                .isEqualTo(expires);
    }

    @Test
    void anObjectIsNoRing() {
        String object = ALERT.replace("[[[116.2, 39.9], [116.4, 39.9]", "[{\"a\": [116.2, 39.9], \"b\": [116.4, 39.9]")
                .replace("[116.4, 40.0], [116.2, 39.9]]]", "\"c\": [116.4, 40.0], \"d\": [116.2, 39.9]}]");
        assertThat(Readings.codes(Readings.refusal(object, "application/json")))
                .containsExactly("coordinate-malformed");
    }

    @Test
    void knowsTheSameAlertByItsContent() {
        String reordered = ALERT.replace(
                "\"identifier\": \"t-1\", \"sender\": \"traffic.example\",",
                "\"sender\":  \"traffic.example\", \"identifier\": \"t-1 \", \"description\": \"\",");

        assertThat(Readings.json(reordered).canonicalContent())
                .isEqualTo(Readings.json(ALERT).canonicalContent());
        assertThat(Readings.json(ALERT.replace("116.3,", "116.30,")).canonicalContent())
                .isEqualTo(Readings.json(ALERT).canonicalContent());
        assertThat(Readings.json(ALERT.replace("15:05:00", "15:05:01")).canonicalContent())
                .isNotEqualTo(Readings.json(ALERT).canonicalContent());
    }

    @Test
    void readsAnAreaRequest() {
        Reading reading = Readings.json(
                """
                {"startDate": "2026-11-23", "startTime": "16:00", "endDate": "20261123", "endTime": "180000",
                 "title": "大风", "content": "请远离广告牌", "receivers": "13800000001,护林员，13800000002", "status": "Actual",
                 "area": [{"lng": 116.2, "lat": 39.9}, {"lng": 116.4, "lat": 39.9}, {"lng": 116.4, "lat": 40.0}]}""");

        Alert alert = reading.alert();
        assertThat(reading.quarantined()).isFalse();
        assertThat(alert.sender()).isEqualTo("upstream");
        assertThat(alert.identifier()).startsWith("area-");
        assertThat(alert.sendAfter()).isEqualTo("2026-11-23T16:00:00+08:00");
        assertThat(alert.expires()).isEqualTo("2026-11-23T18:00:00+08:00");
        assertThat(alert.smsText()).isEqualTo("请远离广告牌");
        assertThat(alert.audience().polygons().get(0).points()).hasSize(4);
        assertThat(alert.audience().groups()).containsExactly("护林员");
        assertThat(reading.numbers()).containsExactly("8613800000001", "8613800000002");
    }

    @Test
    void holdsAnAreaRequestThatDoesNotSayItsStatus() {
        Reading reading = Readings.json(
                "{\"startDate\": \"2026-11-23\", \"content\": \"大风\", \"receivers\": \"护林员\", \"area\": []}");

        assertThat(Readings.codes(reading.doubts())).containsExactly("status-not-said");
    }

    @Test
    void anEmptyRingIsNotEverywhere() {
        String body = ALERT.replaceAll("(?s)\"polygons\": \\[.*?]]],", "\"polygons\": [[]],");

        assertThat(Readings.json(body).alert().audience().describedOnly()).isTrue();
    }

    @Test
    void aHugeExponentCostsNothing() {
        String body = ALERT.replace("500}", "1e999999999}");

        assertThat(Readings.codes(Readings.refusal(body, "application/json"))).contains("radius-out-of-range");
    }
}
