package cn.gulou.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class DemoPartsTest {

    @Test
    void alertIsOfNowInBeijingAndLeavesNoBlank() throws Exception {
        SampleAlert alert = SampleAlert.at(ZonedDateTime.parse("2026-11-23T16:30:12Z"));
        assertThat(alert.identifier()).isEqualTo("11000041600000_20261124003012");
        assertThat(alert.xml())
                .contains("<identifier>11000041600000_20261124003012</identifier>")
                .contains("2026-11-24 00:30:12+08:00", "11月24日00时30分", "24日傍晚至25日上午")
                .doesNotContain("${", "张三");
    }

    @Test
    void subscribersAreCountedUpwardWithEveryEighthAVisitor() {
        assertThat(SampleSubscribers.csv(9).lines())
                .hasSize(10)
                .startsWith("number,visitor,district", "8613800000000,true,110101", "8613800000001,false,110102")
                .endsWith("8613800000008,true,110112");
    }

    @Test
    void tellsWhyTheHubDidNotStart() {
        String log =
                """
                2026-11-23T21:00:00.000Z  INFO 1 --- [main] something
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                HUB_DATA_DIR: another hub is using the data directory /data.

                2026-11-23T21:00:01.000Z  INFO 1 --- [main] bye
                """;
        assertThat(HubProcess.reason(log)).isEqualTo("HUB_DATA_DIR: another hub is using the data directory /data.");
        assertThat(HubProcess.reason("")).isEqualTo("It gave no reason.");
        assertThat(HubProcess.reason("x ERROR 1 --- [main] the last one\n")).contains("the last one");
    }

    @Test
    void barGrowsWithThePercent() throws Exception {
        var broadcast = new ObjectMapper()
                .readTree(
                        "{\"percent\": 50.0, \"state\": \"sending\", \"ratePerSecond\": null, \"counts\": {\"delivered\": 7}}");
        assertThat(Progress.line(broadcast, 50))
                .contains("[####################....................]  50.0 %", "delivered 7", "sending");
    }

    @Test
    void aLogGetsALineEveryTenth() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        for (int percent = 0; percent <= 100; percent++) {
            progress.show(new ObjectMapper().readTree("{\"percent\": " + percent + "}"));
        }
        progress.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(11);
    }

    @Test
    void columnsLineUpWithChineseInThem() {
        assertThat(Table.padded("用户 recipients", 20)).hasSize(18).startsWith("用户 recipients");
        assertThat(Table.padded("too long for it", 3)).isEqualTo("too long for it");
    }

    @Test
    void refusesANumberThatIsNone() {
        assertThat(Arguments.of("--recipients", "12").recipients()).isEqualTo(12);
        assertThatThrownBy(() -> Arguments.of("--recipients", "many"))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("--recipients");
        assertThatThrownBy(() -> Arguments.of("--recipients", "0")).isInstanceOf(DemoFailure.class);
    }
}
