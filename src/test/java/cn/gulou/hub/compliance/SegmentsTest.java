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
