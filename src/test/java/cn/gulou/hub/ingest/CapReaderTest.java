package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapReaderTest {
    private static final String HEAD =
            """
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>test.1</identifier><sender>centre.example</sender>\
            <sent>2026-11-23T15:05:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>%s</alert>""";
    private static final String INFO =
            """
            <info><language>%s</language><category>Met</category><event>e</event><urgency>Expected</urgency>\
            <severity>Severe</severity><certainty>Likely</certainty><expires>2026-11-24T15:05:00+08:00</expires>\
            <headline>h-%1$s</headline>%s<area><areaDesc>a</areaDesc>%s</area></info>""";
    private static final String RING = "<polygon>39.9,116.2 39.9,116.4 40.0,116.4 39.9,116.2</polygon>";

    @Test
    void readsTheComposedBeijingExercise() {
        Alert alert =
                Readings.xml(Readings.sampleText("cap12-beijing-composed.xml")).alert();

        assertThat(alert.dialect()).isEqualTo(Dialect.CAP_1_2);
        assertThat(alert.isChinese()).isTrue();
        assertThat(alert.eventType()).isEqualTo("11B06");
        assertThat(alert.severity()).isEqualTo(Severity.MODERATE);
        assertThat(alert.audience().geocodes()).containsExactly("110108", "110109");
        assertThat(alert.audience().circles().get(0).radiusMetres()).isEqualTo(5000);
        assertThat(alert.audience().polygons().get(0).points()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "the mainland's before Taiwan's, zh-TW;zh-CN;en-US, zh-CN",
        "any Chinese before any other, en-GB;fr-FR;zh-HK, zh-HK",
        "simplified script, ja-JP;zh-Hans;zh-Hant, zh-Hans",
        "Singapore, en-SG;zh-SG;ms-SG, zh-SG",
        "the first when none is Chinese, de-DE;en-GB, de-DE",
        "Iceland, is-IS;en-GB, is-IS",
    })
    void choosesTheChineseInfo(String label, String languages, String chosen) {
        StringBuilder infos = new StringBuilder();
        for (String language : languages.split(";")) {
            infos.append(INFO.formatted(language, "", RING));
        }

        Alert alert = Readings.xml(HEAD.formatted(infos)).alert();

        assertThat(alert.headline()).as(label).isEqualTo("h-" + chosen);
        assertThat(alert.audience().polygons()).hasSize(1);
    }

    @Test
    void notesSeveralChineseInfos() {
        String body = HEAD.formatted(INFO.formatted("zh-CN", "", RING) + INFO.formatted("zh-HK", "", RING));

        assertThat(Readings.codes(Readings.xml(body).alert().defects())).containsExactly("several-infos");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "United States, UTC with Z | <sent>2026-11-23T15:05:00+08:00 | <sent>2026-11-23T07:05:00Z | value-malformed",
                "a fraction of a second | 15:05:00+08:00</sent> | 15:05:00.5+08:00</sent> | value-malformed",
                "no offset | 15:05:00+08:00</sent> | 15:05:00</sent> | value-malformed",
                "a space in the identifier | test.1 | test 1 | identifier-characters",
                "a blank that only Unicode knows | test.1 | &#x3000; | value-empty",
                "the same in the sender | centre.example | &#x2028; | value-empty",
                "after the end of the day | 2026-11-24T15:05:00+08:00 | 2026-11-24T24:00:01+08:00 | value-malformed",
                "a year of no calendar | 2026-11-24T15:05:00+08:00 | 0000-11-24T15:05:00+08:00 | value-malformed",
                "a comma in the sender | centre.example | centre,example | identifier-characters",
                "an unknown status | >Actual< | >Real< | value-not-listed",
                "no status | <status>Actual</status> | <note/> | element-missing",
                "no msgType | <msgType>Alert</msgType> | <source/> | element-missing",
                "Restricted without restriction | >Public< | >Restricted< | restriction-missing",
                "Private without addresses | >Public< | >Private< | addresses-missing",
                "Update without references | >Alert< | >Update< | references-missing",
                "Cancel without references | >Alert< | >Cancel< | references-missing",
                "Ack without references | >Alert< | >Ack< | references-missing",
                "Error without note | >Alert< | >Error< | note-missing",
                "an open ring | 39.9,116.2</polygon> | 39.9,116.3</polygon> | ring-not-closed",
                "a short ring | 40.0,116.4 | | ring-too-short",
                "latitude and longitude swapped | 40.0,116.4 | 116.4,40.0 | coordinate-out-of-range",
                "a bracket in a coordinate | 40.0,116.4 | 40.0),116.4 | coordinate-malformed",
                "expired before it was sent | 2026-11-24T15:05:00+08:00 | 2026-11-22T15:05:00+08:00 | expires-too-early",
                "an attribute | <info> | <info id=\"1\"> | attribute-unexpected",
                "text between elements | <info> | <info>x | text-misplaced",
                "an element of another kind | <info> | <info><x/> | element-unexpected",
                "urgency after severity | <urgency>Expected</urgency> | | element-missing",
            })
    void refuses(String label, String from, String to, String code) {
        String body = HEAD.formatted(INFO.formatted("zh-CN", "", RING)).replace(from, to == null ? "" : to);

        assertThat(Readings.codes(Readings.refusal(body, "application/cap+xml")))
                .as(label)
                .contains(code);
    }

    @Test
    void tellsUnreadableFromContradictory() {
        String update = HEAD.formatted("").replace(">Alert<", ">Update<");

        assertThat(Readings.refusal(update, null).statusCode()).isEqualTo(422);
        assertThat(Readings.refusal(update.replace("<scope>Public</scope>", ""), null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void readsAReferenceAndHoldsOneToItself() {
        String update = HEAD.formatted("<references>centre.example,test.0,2026-11-23T14:00:00+08:00</references>")
                .replace(">Alert<", ">Update<");

        assertThat(Readings.xml(update).alert().references().get(0).identifier())
                .isEqualTo("test.0");
        assertThat(Readings.codes(
                        Readings.xml(update.replace("test.0", "test.1")).doubts()))
                .containsExactly("self-reference");
        assertThat(Readings.codes(Readings.refusal(update.replace("centre.example,test.0", "test.0"), null)))
                .contains("reference-malformed");
    }

    @Test
    void aCancelWithoutInfoIsLegal() {
        String cancel = HEAD.formatted("<references>centre.example,test.0,2026-11-23T14:00:00+08:00</references>")
                .replace(">Alert<", ">Cancel<");

        assertThat(Readings.xml(cancel).alert().isHeaderOnly()).isTrue();
    }

    @Test
    void readsGulouParameters() {
        String parameters = parameter("smsText", "大风来袭")
                + parameter("approvalReference", "A-1")
                + parameter("sendAfter", "2026-11-23T18:00:00+08:00")
                + parameter("kind", "targeted")
                + parameter("groups", "rangers,，")
                + parameter("numbers", "13800000000,")
                + parameter("notice12379", "true");

        Reading reading = Readings.xml(HEAD.formatted(INFO.formatted("zh-CN", parameters, "")));

        Alert alert = reading.alert();
        assertThat(alert.smsText()).isEqualTo("大风来袭");
        assertThat(alert.approvalReference()).isEqualTo("A-1");
        assertThat(alert.sendAfter()).isEqualTo("2026-11-23T18:00:00+08:00");
        assertThat(alert.requestedKind()).isEqualTo(Kind.TARGETED);
        assertThat(alert.notice12379()).isTrue();
        assertThat(alert.audience().groups()).containsExactly("rangers");
        assertThat(reading.numbers()).containsExactly("8613800000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gulou:", "GULOU:", "gulou："})
    void refusesAMisspeltPrefix(String prefix) {
        String written = parameter("sendAfter", "2026-12-23T00:00:00+08:00").replace("gulou:", prefix);
        String body = HEAD.formatted(INFO.formatted("zh-CN", written, RING));

        assertThat(Readings.codes(Readings.refusal(body, null))).containsExactly("parameter-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendafter", "SmsText", "audience"})
    void refusesAMisspeltParameter(String name) {
        String body = HEAD.formatted(INFO.formatted("zh-CN", parameter(name, "x"), RING));

        assertThat(Readings.codes(Readings.refusal(body, null))).containsExactly("parameter-unknown");
    }

    @Test
    void refusesParametersThatWouldBeLostInABlockThatIsNotRead() {
        String chinese = INFO.formatted("zh-CN", parameter("smsText", "大风"), RING);
        String english = INFO.formatted("en", parameter("smsText", "Gale") + "%s", RING);

        assertThat(Readings.xml(HEAD.formatted(english.formatted("") + chinese))
                        .alert()
                        .smsText())
                .isEqualTo("大风");
        String lost = english.formatted(parameter("sendAfter", "2026-11-23T18:00:00+08:00"));
        assertThat(Readings.codes(Readings.refusal(HEAD.formatted(lost + chinese), null)))
                .containsExactly("parameter-elsewhere");
    }

    /** Six digits mean FIPS in the United States; a code we cannot read is an area still, never nothing. */
    @Test
    void takesOnlyGbCodesForDivisions() {
        String fips = "<geocode><valueName>FIPS6</valueName><value>110000</value></geocode>";

        assertThat(Readings.xml(HEAD.formatted(INFO.formatted("zh-CN", "", fips)))
                        .alert()
                        .audience()
                        .geocodes())
                .containsExactly("FIPS6=110000");
    }

    @Test
    void readsCap10() {
        String body = HEAD.formatted(INFO.formatted("zh-CN", "<parameter>gulou:smsText=大风</parameter>", RING))
                .replace("urn:oasis:names:tc:emergency:cap:1.2", "http://www.incident.com/cap/1.0");

        assertThat(Readings.xml(body).alert().smsText()).isEqualTo("大风");
    }

    private static String parameter(String name, String value) {
        return "<parameter><valueName>gulou:" + name + "</valueName><value>" + value + "</value></parameter>";
    }
}
