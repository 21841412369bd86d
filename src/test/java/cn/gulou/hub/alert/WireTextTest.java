package cn.gulou.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireTextTest {

    @Property
    void segmentsJoinedAreTheText(@ForAll("texts") String text) {
        assertThat(String.join("", WireText.segments(text))).isEqualTo(text);
    }

    @Property
    void noSegmentIsLongerThanItsLimitOrEmpty(@ForAll("texts") String text) {
        List<String> segments = WireText.segments(text);
        int limit = segments.size() == 1 ? 70 : 67;
        assertThat(segments).allSatisfy(segment -> assertThat(segment.length()).isBetween(1, limit));
    }

    @Property
    void noSegmentEndsInTheMiddleOfACharacter(@ForAll("texts") String text) {
        assertThat(WireText.segments(text))
                .noneMatch(segment -> Character.isHighSurrogate(segment.charAt(segment.length() - 1)));
    }

    @Example
    void seventyIsOneAndSeventyOneIsTwo() {
        assertThat(WireText.segments("警".repeat(70))).hasSize(1);
        assertThat(WireText.segments("警".repeat(71))).extracting(String::length).containsExactly(67, 4);
    }

    @Example
    void aPairOnTheEdgeMovesToTheNextSegmentWhole() {
        assertThat(WireText.segments("警".repeat(66) + "😀" + "警".repeat(10)))
                .extracting(String::length)
                .containsExactly(66, 12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("警", "a", "，", "😀", "𠮷", "0")
                .list()
                .ofMinSize(1)
                .ofMinSize(1)
                .ofMaxSize(400)
                .map(parts -> String.join("", parts));
    }
}
