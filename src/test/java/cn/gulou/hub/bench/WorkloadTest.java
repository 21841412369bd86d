package cn.gulou.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {
    private static Workload of(Map<String, String> lines) {
        return new Workload("test", "", new TreeMap<>(lines));
    }

    @Test
    void hasACaseForEveryCombination() {
        Workload workload = of(Map.of("vary.smsc.latency", "0, 20", "vary.hub.ports[0].rate", "330, 550"));
        assertThat(workload.cases())
                .extracting(Workload::label)
                .containsExactly(
                        "rate=330 latency=0", "rate=330 latency=20", "rate=550 latency=0", "rate=550 latency=20");
        assertThat(workload.cases().get(1).under("smsc.")).containsEntry("latency", "20");
    }

    @Test
    void isItsOwnOnlyCase_whenNothingVaries() {
        Workload workload = of(Map.of("rounds", "3"));
        assertThat(workload.cases()).containsExactly(workload);
    }

    @Test
    void readsNumbers_otherLinesAndProducts() {
        Workload workload = of(Map.of("rate", "330", "recipients", "rate x 10", "held", "rate"));
        assertThat(workload.number("recipients")).isEqualTo(3300);
        assertThat(workload.number("held")).isEqualTo(330);
        assertThat(workload.number("absent", 7)).isEqualTo(7);
    }

    @Test
    void saysWhichLineIsMissingOrNoNumber() {
        Workload workload = of(Map.of("recipients", "many"));
        assertThatThrownBy(() -> workload.number("recipients")).hasMessageContaining("recipients=many");
        assertThatThrownBy(() -> workload.text("text")).hasMessageContaining("'text'");
        assertThatThrownBy(() -> Workload.read("none")).hasMessageContaining("ceiling-20ms");
    }

    @Test
    void refusesALineThatNothingReads() {
        Workload matrix = Workload.read("rate-matrix");
        for (String line : List.of("rates=3000", "vary.latency=20", "vary.reach=min x >= 1", "Rounds=2")) {
            Options options = Options.of("rate-matrix", "--set", line);
            assertThatThrownBy(() -> options.applied(matrix))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessageContaining("'" + line.split("=")[0] + "'")
                    .hasMessageContaining("vary.smsc.latency");
        }
        Workload changed = Options.of("rate-matrix", "--set", "vary.smsc.latency=100", "--set", "idle-millis=1")
                .applied(matrix);
        assertThat(changed.cases()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("cn.gulou.hub.bench.Workload#names")
    void everyFileCanBeRun(String name) {
        Workload workload = Workload.read(name);
        workload.requireKnownLines();
        assertThat(Workload.headline(name)).isNotEmpty();
        Goal.read(workload.text("reach", ""));
        Goal.read(workload.text("aim", ""));
        for (Workload one : workload.cases()) {
            assertThat(one.number("recipients")).isPositive();
            assertThat(Scenarios.known(one.text("scenario")))
                    .as(one.text("scenario"))
                    .isTrue();
            assertThat(Alerts.of(one)).contains("\"smsText\": \"市气象台");
        }
    }
}
