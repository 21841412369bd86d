package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day ends at 24:00 in every dialect; an alert that is over must not be taken for one without an end. */
class DayEndTest {
    private static final String MIDNIGHT = "2026-11-24T00:00:00+08:00";
    private static final String CAP =
            """
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>test.1</identifier><sender>centre.example</sender>\
            <sent>2026-11-23T15:05:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info>\
            <language>zh-CN</language><category>Met</category><event>e</event><urgency>Expected</urgency>\
            <severity>Severe</severity><certainty>Likely</certainty><expires>%s</expires><headline>h</headline>\
            <area><areaDesc>a</areaDesc></area></info></alert>""";

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T24:00:00+08:00", MIDNIGHT})
    void ofCap(String expires) {
        Alert alert = Readings.xml(CAP.formatted(expires)).alert();
        assertThat(alert.expires()).isEqualTo(MIDNIGHT);
        assertThat(Readings.codes(alert.defects())).doesNotContain("no-expires");
    }

    @Test
    void ofCapIsRefusedOnce_whenNoClockShowsIt() {
        String body = CAP.formatted("2026-11-23T24:00:01+08:00");
        assertThat(Readings.refusal(body, "application/cap+xml").violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23 24:00:00", "2026-11-23 24:00 +08:00", "2026-11-23T24:00:00+0800"})
    void ofTheNationalProfile(String written) {
        Findings findings = new Findings();
        assertThat(Moments.lenient(written, "", findings)).isEqualTo(MIDNIGHT);
        assertThat(findings.has(Fault.Weight.UNREADABLE)).isFalse();
    }

    @Test
    void ofTheNationalProfileIsRefused_whenNoClockShowsIt() {
        Findings findings = new Findings();
        assertThat(Moments.lenient("2026-11-23 24:00:01", "", findings)).isNull();
        assertThat(findings.has(Fault.Weight.UNREADABLE)).isTrue();
    }

    @Test
    void ofAnAreaRequest() {
        Alert alert = Readings.json(
                        """
                        {"startDate": "20261123", "startTime": "16:00", "endDate": "20261123", "endTime": "24:00",
                         "title": "大风", "content": "请远离广告牌", "receivers": "护林员", "status": "Actual"}""")
                .alert();
        assertThat(alert.expires()).isEqualTo(MIDNIGHT);
    }
}
