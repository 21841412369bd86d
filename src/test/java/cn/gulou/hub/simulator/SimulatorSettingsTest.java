package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorSettingsTest {
    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "port 65536",
                "latency soon",
                "rate -1",
                "receipts perhaps",
                "fail-percent 101",
                "fail-percent NaN",
                "message-id octal",
                "receipt-text rot13",
                "fail-suffix 7",
                "fail-suffix x:UNDELIV:001",
                "reject-suffix 99:never",
                "fail-stat UNDELIV",
                "receipt-window 0"
            })
    void refusesWhatMakesNoSense_andNamesTheSetting(String name, String value) {
        assertThatThrownBy(() -> SimulatorSettings.of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> SimulatorSettings.of(Map.of("latencey", "20")))
                .hasMessage("There is no simulator setting 'latencey'.");
    }

    @Test
    void neverShowsThePassword() {
        SimulatorSettings settings = SimulatorSettings.of(Map.of("password", "secret"));
        assertThat(settings.toString()).contains("password=***").doesNotContain("secret");
        assertThat(settings.line().toString()).doesNotContain("secret");
    }

    @Test
    void changesSome_andKeepsTheRest() {
        SimulatorSettings changed =
                SimulatorSettings.of(Map.of("latency", "20")).with(Map.of("rate", "500"));
        assertThat(changed.answers().latency()).isEqualTo(20);
        assertThat(changed.answers().rate()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void isInTheHelpAndTheDocument(Setting setting) throws Exception {
        assertThat(SimulatorMain.help()).contains("--" + setting.key() + " ");
        assertThat(Files.readString(Path.of("docs/simulator.md"))).contains("| " + setting.key() + " | ");
    }

    @Test
    void hasTheSameListInSpring() {
        assertThat(Arrays.stream(SimulatorProperties.class.getRecordComponents())
                        .skip(1)
                        .map(component -> component.getName().toLowerCase()))
                .containsExactlyElementsOf(Arrays.stream(Setting.values())
                        .map(setting -> setting.key().replace("-", ""))
                        .toList());
    }

    @Test
    void readsTheCommandLine() {
        assertThat(SimulatorMain.options(new String[] {"--port=1", "--reply-text=a=b"}))
                .containsEntry("port", "1")
                .containsEntry("reply-text", "a=b");
        assertThatThrownBy(() -> SimulatorMain.options(new String[] {"-p"})).hasMessageContaining("--help");
    }
}
