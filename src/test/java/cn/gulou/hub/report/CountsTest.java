package cn.gulou.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.SubmissionState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final Instant START = Instant.parse("2026-11-23T07:30:00Z");

    @Test
    void everyStateBelongsToExactlyOnePartOfAReport() {
        Set<SubmissionState> all = new HashSet<>();
        List<Set<SubmissionState>> parts = List.of(
                Set.of(SubmissionState.DELIVERED),
                Counts.FAILED,
                Set.of(SubmissionState.SUPPRESSED),
                Counts.NOT_SENT,
                Set.of(SubmissionState.UNCERTAIN),
                Counts.OPEN);
        parts.forEach(part -> part.forEach(state -> assertThat(all.add(state)).isTrue()));
        assertThat(all).containsExactlyInAnyOrder(SubmissionState.values());
    }

    @Test
    void isNeverAHundredPercentWhileOneIsOpen() {
        assertThat(counts(9_999, 1).percentFinal()).isEqualTo(99.9);
        assertThat(counts(10_000, 0).percentFinal()).isEqualTo(100.0);
        assertThat(counts(0, 0).percentFinal()).isNull();
    }

    @Test
    void knowsThePaceSoFar() {
        Pace pace = new Pace(START, START.plusSeconds(10), 5_000);
        assertThat(pace.perSecond()).isEqualTo(500.0);
        assertThat(new Pace(START, START, 1).perSecond()).isNull();
        assertThat(new Pace(null, null, 0).perSecond()).isNull();
    }

    private static Counts counts(long delivered, long submitted) {
        return Counts.of(
                List.of(Map.of("state", "DELIVERED", "n", delivered), Map.of("state", "SUBMITTED", "n", submitted)),
                "n");
    }
}
