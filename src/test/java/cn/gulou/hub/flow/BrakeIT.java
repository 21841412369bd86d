package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broadcast that the carrier refuses again and again alike pauses by itself, and what was refused goes when it goes on. */
class BrakeIT extends HubIT {
    private static final int ALIKE = 50;

    @AfterEach
    void acceptAgain() {
        smsc.change(Map.of("reject-suffix", ""));
    }

    @Test
    void refusalsOfTheTextPauseIt_andAreSentWhenItIsResumed() {
        smsc.change(Map.of("reject-suffix", everyone("0x65")));
        town.people(600);
        long broadcast = town.broadcast("HOLD");

        awaitState(broadcast, "PAUSED");
        await().until(() -> town.count(broadcast, "INTENT") == 0);
        assertThat(town.count(broadcast, "REJECTED")).isBetween(ALIKE, 500);
        Face.Answer shown = face.get("operator", "/api/broadcasts/" + broadcast);
        assertThat(shown.json().at("/state").asText()).isEqualTo("paused");
        assertThat(shown.json().at("/reasons/0/code").asText()).isEqualTo("refused-alike");
        assertThat(shown.json().at("/reasons/0/zh").asText()).contains("smpp-0x65");

        smsc.change(Map.of("reject-suffix", ""));
        assertThat(resume(broadcast)).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> town.count(broadcast, "DELIVERED", "UNDELIVERED") == 600);
        assertThat(smsc.counts().total().accepted()).isEqualTo(600);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void itPausesAgainWhenTheCauseIsStillThere() {
        smsc.change(Map.of("reject-suffix", everyone("0x65")));
        town.people(120);
        long broadcast = town.broadcast("HOLD");
        for (int round = 0; round < 3; round++) {
            awaitState(broadcast, "PAUSED");
            await().until(() -> town.count(broadcast, "INTENT") == 0);
            assertThat(resume(broadcast)).isEqualTo(200);
        }
        smsc.change(Map.of("reject-suffix", ""));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if ("PAUSED".equals(town.state(broadcast))) {
                resume(broadcast);
            }
            return town.count(broadcast, "DELIVERED", "UNDELIVERED") == 120;
        });
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void refusalsOfNumbersInARowPauseItToo() {
        smsc.change(Map.of("reject-suffix", everyone("0x0B")));
        town.people(200);
        long broadcast = town.broadcast("HOLD");
        awaitState(broadcast, "PAUSED");
        assertThat(town.count(broadcast, "REJECTED")).isGreaterThanOrEqualTo(ALIKE);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void scatteredRefusalsOfNumbersDoNot() {
        smsc.change(Map.of("reject-suffix", "3:0x0B"));
        town.people(800);
        long broadcast = town.broadcast("HOLD");
        awaitState(broadcast, "COMPLETED");
        assertThat(town.count(broadcast, "REJECTED")).isEqualTo(80);
        assertThat(invariantsBroken()).isEmpty();
    }

    private int resume(long broadcast) {
        return face.post("operator", "/api/broadcasts/" + broadcast + "/resume", "{\"reason\": \"asked the carrier\"}")
                .status();
    }

    private void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> town.state(broadcast).equals(state));
    }

    private static String everyone(String code) {
        return IntStream.range(0, 10).mapToObj(digit -> digit + ":" + code).collect(Collectors.joining(","));
    }
}
