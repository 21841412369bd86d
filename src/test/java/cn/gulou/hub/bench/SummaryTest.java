package cn.gulou.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static Summary of(Map<String, String> lines) {
        return new Summary(new Workload("test", "", lines));
    }

    @Test
    void holdsFiguresAgainstTheirGoals() {
        Summary summary = of(Map.of("reach", "median rate >= 500; max most <= 550", "aim", "min rate >= 600"));
        summary.add("", Map.of("rate", 510, "most", 549));
        summary.add("", Map.of("rate", 530, "most", 551));
        assertThat(summary.line())
                .containsEntry("figures", Map.of("rate", List.of(520L, 510L, 530L), "most", List.of(550L, 549L, 551L)))
                .containsEntry("reached", Map.of("median rate >= 500", true, "max most <= 550", false))
                .containsEntry("aims", Map.of("min rate >= 600", false));
        assertThat(summary.allReached()).isFalse();
    }

    @Test
    void takesRatiosRoundByRound() {
        Summary summary = of(Map.of("ratio.hub", "rate: who=hub / who=other", "reach", "median hub >= 3"));
        for (int round = 1; round <= 3; round++) {
            summary.add("who=hub", Map.of("rate", 300 * round));
            summary.add("who=other", Map.of("rate", 100));
        }
        assertThat(summary.line()).containsEntry("ratios", Map.of("hub", List.of(6L, 3L, 9L)));
        assertThat(summary.allReached()).isTrue();
    }

    @Test
    void missesAGoal_whenNobodyMeasuredIt() {
        Summary summary = of(Map.of("reach", "median rate >= 0"));
        summary.add("", Map.of("heap", 1));
        assertThat(summary.allReached()).isFalse();
    }

    @Test
    void asksOnlyTheCasesThatHaveTheFigure() {
        Summary summary = of(Map.of("reach", "max heap <= 512"));
        summary.add("who=hub", Map.of("heap", 400));
        summary.add("who=other", Map.of("rate", 1));
        assertThat(summary.allReached()).isTrue();
    }

    @Test
    void refusesAGoalItCannotRead() {
        assertThatThrownBy(() -> Goal.read("rate > 5")).hasMessageContaining("rate > 5");
    }
}
