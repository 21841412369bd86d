package cn.gulou.hub.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.gulou.hub.alert.InboundPdu;
import cn.gulou.hub.alert.SubmissionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a carrier's habits, its receipts are read as they were meant; and nothing at all makes the reader fall. */
class ReceiptHabitsTest {
    private static final Map<String, Integer> STATES =
            Map.of("ENROUTE", 1, "DELIVRD", 2, "EXPIRED", 3, "DELETED", 4, "UNDELIV", 5, "ACCEPTD", 6, "REJECTD", 8);

    /** What a receipt means. */
    record Meaning(String id, String stat, String err) {}

    /** How it is written. */
    record Habit(
            List<String> order,
            String dates,
            String blank,
            int letters,
            int parameters,
            int coding,
            boolean header,
            int type) {}

    @Property(tries = 5_000)
    void isReadAsMeant(@ForAll("meanings") Meaning meaning, @ForAll("habits") Habit habit) {
        // by parameters alone only what has a state of its own can be told
        Assume.that(habit.parameters() != ONLY || STATES.containsKey(meaning.stat()));
        InboundPdu pdu = write(meaning, habit);
        Receipt read = ReceiptReader.read(pdu);
        assertThat(ReceiptReader.isReceipt(pdu)).isTrue();
        assertThat(read.messageId()).isEqualToIgnoringCase(meaning.id());
        assertThat(read.stat()).isEqualTo(meaning.stat());
        assertThat(read.errorCode()).isEqualToIgnoringCase(habit.parameters() == ONLY ? null : meaning.err());
        assertThat(read.outcome()).isEqualTo(habit.type() == 0x20 ? null : outcome(meaning.stat()));
    }

    @Property(tries = 5_000)
    void anyBytesAtAllAreReadWithoutFalling(
            @ForAll byte[] body,
            @ForAll @IntRange(max = 255) int esmClass,
            @ForAll @IntRange(max = 255) int coding,
            @ForAll @Size(max = 300) byte[] id,
            @ForAll byte[] state) {
        Receipt read = readAny(
                new InboundPdu("p", "", "", esmClass, coding, body, Map.of(0x1E, id, 0x427, state), body, false));
        assertThat(read.messageId() + read.stat() + read.errorCode()).doesNotContain("\0");
    }

    @Example
    void hugeBodiesAreReadInNoTime() {
        List<String> units =
                List.of(":", "id:", "id: ", "id : ", " : ", "id: text:", "stat: done date", "id: submit ", "\0:");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String unit : units) {
                byte[] body = unit.repeat(65_535 / unit.length()).getBytes(StandardCharsets.ISO_8859_1);
                readAny(new InboundPdu("p", "", "", 0x04, 0, body, Map.of(), body, false));
                readAny(new InboundPdu("p", "", "", 0x04, 8, body, Map.of(), body, false));
            }
        });
    }

    private static final int NONE = 0;
    private static final int BOTH = 1;
    private static final int ONLY = 2;

    private static InboundPdu write(Meaning meaning, Habit habit) {
        SampleReceipt receipt = SampleReceipt.of("").withEsmClass(habit.type());
        if (habit.parameters() != ONLY) {
            String text = text(meaning, habit);
            receipt = switch (habit.coding()) {
                case 0 -> receipt.withText(text, 0, StandardCharsets.US_ASCII);
                case 3 -> receipt.withText(text, 3, StandardCharsets.ISO_8859_1);
                default -> receipt.withText(text, 8, StandardCharsets.UTF_16BE);
            };
        }
        if (habit.parameters() != NONE) {
            receipt = receipt.withId(meaning.id());
            if (STATES.containsKey(meaning.stat())) {
                receipt = receipt.withOption(
                        SampleReceipt.MESSAGE_STATE, STATES.get(meaning.stat()).byteValue());
            }
        }
        return (habit.header() ? receipt.withHeader() : receipt).pdu();
    }

    private static String text(Meaning meaning, Habit habit) {
        Map<String, String> words = Map.of("id", meaning.id(), "stat", meaning.stat(), "err", meaning.err());
        StringBuilder text = new StringBuilder();
        for (String name : habit.order()) {
            boolean date = name.endsWith("date");
            if (!date || habit.dates() != null) {
                String word = date ? habit.dates() : words.getOrDefault(name, "001");
                text.append(name).append(':').append(habit.blank()).append(word).append(' ');
            }
        }
        return inLetters(text.append("text:Gale: 8 today").toString(), habit.letters());
    }

    private static String inLetters(String text, int letters) {
        return switch (letters) {
            case 0 -> text.toLowerCase(Locale.ROOT);
            case 1 -> text.toUpperCase(Locale.ROOT);
            default -> text;
        };
    }

    private static Receipt readAny(InboundPdu pdu) {
        ReceiptReader.isReceipt(pdu);
        ReplyText.of(pdu);
        return ReceiptReader.read(pdu);
    }

    private static SubmissionState outcome(String stat) {
        return switch (stat) {
            case "ENROUTE", "ACCEPTD" -> null;
            case "DELIVRD" -> SubmissionState.DELIVERED;
            default -> SubmissionState.UNDELIVERED;
        };
    }

    @Provide
    Arbitrary<Meaning> meanings() {
        Arbitrary<String> stats = Arbitraries.of(
                "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "ENROUTE", "REJECTD", "MA:0001", "MK:0010",
                "FAILED");
        Arbitrary<String> errors = Arbitraries.of("000", "0", "001", "007", "999", "0x0B", "IC:0055");
        return Combinators.combine(SampleIds.any(), stats, errors).as(Meaning::new);
    }

    @Provide
    Arbitrary<Habit> habits() {
        List<String> fields = List.of("id", "sub", "dlvrd", "submit date", "done date", "stat", "err");
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.just(fields), Arbitraries.shuffle(fields)),
                        Arbitraries.of(
                                        "2611230830",
                                        "261123083015",
                                        "2026-11-23T08:30:00+08:00",
                                        "2026-11-23 08:30:00",
                                        "")
                                .injectNull(0.1),
                        Arbitraries.of("", "", " ", "  ", "\t"),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(NONE, BOTH, ONLY),
                        Arbitraries.of(0, 3, 8),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0x04, 0x04, 0x20, 0x00))
                .as(Habit::new);
    }
}
