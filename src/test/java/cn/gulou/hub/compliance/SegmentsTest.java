package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.WireText;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SegmentsTest {
    private final Segments segments = new Segments(70, 67, 140, 134, 4);

    @Example
    void seventyChineseCharactersAreOneMessage() {
        assertThat(segments.billable("警".repeat(70))).isEqualTo(1);
        assertThat(segments.billable("警".repeat(71))).isEqualTo(2);
        assertThat(segments.billable("警".repeat(134))).isEqualTo(2);
        assertThat(segments.billable("警".repeat(135))).isEqualTo(3);
    }

    @Example
    void aHundredAndFortyEnglishOnesAreOneMessage() {
        assertThat(segments.billable("a".repeat(140))).isEqualTo(1);
        assertThat(segments.billable("a".repeat(141))).isEqualTo(2);
        assertThat(segments.billable("a".repeat(269))).isEqualTo(3);
    }

    @Example
    void bothEndsOfEveryRange() {
        assertThat(segments.billable("警".repeat(140))).isEqualTo(3);
        assertThat(segments.billable("警".repeat(141))).isEqualTo(3);
        assertThat(segments.billable("警".repeat(201))).isEqualTo(3);
        assertThat(segments.billable("警".repeat(202))).isEqualTo(4);
        assertThat(segments.billable("a".repeat(268))).isEqualTo(2);
        assertThat(segments.billable("a".repeat(402))).isEqualTo(3);
        assertThat(segments.billable("a".repeat(403))).isEqualTo(4);
    }

    /** The contract knows English and Chinese only: what GSM 7 bit has beyond ASCII makes a text Chinese. */
    @Example
    void signsOfGsmBeyondAsciiMakeItChinese() {
        assertThat(segments.billable("{[~^|]}\\".repeat(17) + "aaaa")).isEqualTo(1);
        assertThat(segments.billable("£" + "a".repeat(69))).isEqualTo(1);
        assertThat(segments.billable("£" + "a".repeat(70))).isEqualTo(2);
        assertThat(segments.billable("€" + "a".repeat(139))).isEqualTo(3);
    }

    @Example
    void noTextThatMayGoOutIsLongerThanTheLongest() {
        assertThat(segments.billable("a".repeat(segments.longest() + 1))).isGreaterThan(4);
        assertThat(segments.billable("a".repeat(536))).isEqualTo(4);
        assertThat(segments.longest()).isGreaterThanOrEqualTo(536);
    }

    /** A picture is two code units, as on the wire; a pair that a cut would part goes whole into the next segment. */
    @Example
    void aPictureCountsAsTwo() {
        assertThat(segments.billable("警".repeat(68) + "😀")).isEqualTo(1);
        assertThat(segments.billable("警".repeat(69) + "😀")).isEqualTo(2);
        assertThat(WireText.segments("警".repeat(66) + "😀" + "警".repeat(20)))
                .extracting(String::length)
                .containsExactly(66, 22);
    }

    @Example
    void aLineEndOfTwoCharactersCountsAsTwo() {
        assertThat(segments.billable("警".repeat(68) + "\r\n")).isEqualTo(1);
        assertThat(segments.billable("警".repeat(69) + "\r\n")).isEqualTo(2);
        assertThat(segments.billable("a".repeat(138) + "\r\n")).isEqualTo(1);
        assertThat(segments.billable("a".repeat(139) + "\r\n")).isEqualTo(2);
    }

    @Example
    void theSignatureIsCounted_andMakesEveryTextChinese() {
        String signature = "【北京市应急管理事务中心】";
        assertThat(segments.billable(signature + "a".repeat(70 - signature.length())))
                .isEqualTo(1);
        assertThat(segments.billable(signature + "a".repeat(71 - signature.length())))
                .isEqualTo(2);
    }

    @Example
    void oneForeignCharacterMakesItChinese() {
        assertThat(segments.billable("a".repeat(139) + "é")).isEqualTo(3);
    }

    @Example
    void aUsualAlertWithSignatureIsTwo() {
        assertThat(segments.billable("警".repeat(87))).isEqualTo(2);
        assertThat(segments.billable("")).isZero();
    }

    @Property
    void aChineseTextCostsWhatItTakesOnTheWire(@ForAll @IntRange(min = 1, max = 400) int length) {
        String text = "警".repeat(length);
        assertThat(segments.billable(text)).isEqualTo(WireText.segments(text).size());
    }
}
