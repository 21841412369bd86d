package cn.gulou.hub.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.MessageIds;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Positive;

/** Whatever a carrier's habits of writing ids, those of an answer and of its receipt agree. */
class ReceiptHabitsOfIdsTest {
    @Property
    void idsOfAnswerAndReceiptAgree_hexThenDecimal(
            @ForAll @Positive long number,
            @ForAll("zeros") String zeros,
            @ForAll boolean upper,
            @ForAll boolean swapped) {
        String hex = zeros + letters(Long.toHexString(number), upper);
        String decimal = zeros + number;
        assertThat(
                        swapped
                                ? MessageIds.ofReceipt("decimal-then-hex", hex)
                                : MessageIds.ofAnswer("hex-then-decimal", hex))
                .isEqualTo(
                        swapped
                                ? MessageIds.ofAnswer("decimal-then-hex", decimal)
                                : MessageIds.ofReceipt("hex-then-decimal", decimal))
                .isEqualTo(Long.toString(number));
    }

    @Property
    void idsOfAnswerAndReceiptAgree_same(
            @ForAll("ids") String id,
            @ForAll("zeros") String zeros,
            @ForAll boolean upper,
            @ForAll("blanks") String blank) {
        assertThat(MessageIds.ofAnswer("same", letters(id, upper)))
                .isEqualTo(MessageIds.ofReceipt("same", blank + zeros + letters(id, !upper)));
    }

    @Property
    void idsOfDifferentNumbersDiffer(@ForAll @Positive long one, @ForAll @Positive long other) {
        assertThat(MessageIds.ofAnswer("hex-then-decimal", Long.toHexString(one))
                        .equals(MessageIds.ofReceipt("hex-then-decimal", Long.toString(other))))
                .isEqualTo(one == other);
    }

    @Property
    void anyIdIsTaken(@ForAll("codecs") String codec, @ForAll String id) {
        assertThat(MessageIds.ofAnswer(codec, id)).isNotNull();
        assertThat(MessageIds.ofReceipt(codec, id)).isNotNull();
    }

    private static String letters(String id, boolean upper) {
        return upper ? id.toUpperCase(Locale.ROOT) : id.toLowerCase(Locale.ROOT);
    }

    @Provide
    Arbitrary<String> ids() {
        return SampleIds.any();
    }

    @Provide
    Arbitrary<String> zeros() {
        return Arbitraries.integers().between(0, 12).map("0"::repeat);
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of(Arrays.asList("", " ", "\t", "  "));
    }

    @Provide
    Arbitrary<String> codecs() {
        return Arbitraries.of("same", "hex-then-decimal", "decimal-then-hex");
    }
}
