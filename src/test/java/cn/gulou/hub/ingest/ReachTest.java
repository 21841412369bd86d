package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an Update or a Cancel is to go to, as CAP and JSON say it. */
class ReachTest {
    private static final String CAP = Readings.sampleText("cap12-beijing-composed.xml");

    @ParameterizedTest
    @CsvSource({"Update, updateTo, told", "Update, updateTo, all", "Cancel, cancelTo, told", "Cancel, cancelTo, nobody"
    })
    void isReadFromAParameterOfCap_andFromAFieldOfJson(String messageType, String name, String reach) {
        assertThat(Readings.xml(cap(messageType, name, reach)).alert().reach()).isEqualTo(Reach.of(reach));
        assertThat(Readings.json(json(messageType, name, reach)).alert().reach())
                .isEqualTo(Reach.of(reach));
    }

    @Test
    void isNothingWhereNothingIsSaid() {
        assertThat(Readings.xml(CAP).alert().reach()).isNull();
    }

    @Test
    void ofTheOtherTypeIsRefused() {
        assertThat(Readings.codes(Readings.refusal(cap("Cancel", "updateTo", "told"), "application/xml")))
                .contains("reach-misplaced");
    }

    private static String cap(String messageType, String name, String reach) {
        return CAP.replace("<msgType>Alert", "<msgType>" + messageType)
                .replace("</note>", "</note><references>a,b,2026-11-23T15:05:00+08:00</references>")
                .replace(
                        "<area>",
                        "<parameter><valueName>gulou:" + name + "</valueName><value>" + reach
                                + "</value></parameter><area>");
    }

    private static String json(String messageType, String name, String reach) {
        return """
                {"identifier": "t-1", "sender": "s", "sent": "2026-11-23T15:05:00+08:00", "status": "Actual",
                 "msgType": "%s", "scope": "Public", "references": ["t-0"], "%s": "%s", "smsText": "大风"}"""
                .formatted(messageType, name, reach);
    }
}
