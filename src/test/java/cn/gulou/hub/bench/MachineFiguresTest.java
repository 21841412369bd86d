package cn.gulou.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineFiguresTest {
    @Test
    void readsTheFieldsBehindTheName_whateverTheNameIs() {
        assertThat(Processor.fields("7", "7 (post) gres (x) S 1 2 3")).containsExactly("7", "S", "1", "2", "3");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsTheProcessorTimeOfThisProcess() {
        assertThat(Processor.micros(ProcessHandle.current().pid())).isPositive();
        assertThat(Processor.machineMicros())
                .isGreaterThan(Processor.micros(ProcessHandle.current().pid()));
    }

    @Test
    void readsTheHeapFromTheCollectorsLog() {
        List<String> log = List.of(
                "[1.2s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->6M(512M) 3.1ms",
                "[1.3s][info][gc] GC(1) Concurrent Mark Cycle",
                "[2.2s][info][gc] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 312M->45M(512M) 3.1ms");
        assertThat(GcLog.most(log, 1)).isEqualTo(312);
        assertThat(GcLog.most(log, 2)).isEqualTo(45);
    }

    @Test
    void takesOptionsInPlaceOfTheWorkloadsLines_andOfWhatVariedThem() {
        Options options = Options.of("million", "--recipients", "500", "--set", "smsc.latency=5", "--no-results");
        Workload workload =
                options.applied(new Workload("million", "", Map.of("vary.recipients", "1, 2", "smsc.latency", "20")));
        assertThat(workload.lines()).isEqualTo(Map.of("recipients", "500", "smsc.latency", "5"));
        assertThat(options.kept()).isFalse();
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Options.of("million", "--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Options.of("million", "--rounds")).hasMessageContaining("wants a value");
        assertThatThrownBy(() -> Options.of("million", "--set", "5")).hasMessageContaining("LINE=VALUE");
        assertThatThrownBy(Options::of).hasMessageContaining("Which workload?");
    }
}
