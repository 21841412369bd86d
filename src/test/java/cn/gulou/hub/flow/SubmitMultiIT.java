package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.RecordedSubmit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A port that may put many recipients into one PDU: everyone is counted for himself all the same. */
class SubmitMultiIT extends HubIT {
    private static final String LONG = "市气象台发布大风黄色预警信号，请注意防范。".repeat(4);

    @AfterEach
    void acceptAgain() {
        smsc.change(Map.of("reject-suffix", "", "submit-multi", "true"));
    }

    @Test
    void everyRecipientIsCountedByItsOwnReceipt() {
        town.people(1_000);
        long broadcast = town.broadcast("whole-network", "123790", "HOLD", LONG, 2, 4);

        await().atMost(Duration.ofSeconds(60)).until(() -> town.state(broadcast).equals("COMPLETED"));

        assertThat(smsc.counts().total().accepted()).isEqualTo(2_000);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(smsc.counts().total().multis()).isBetween(50L, 400L);
        // numbers that end in 7 are not reached
        assertThat(town.count(broadcast, "UNDELIVERED")).isEqualTo(200);
        assertThat(town.count(broadcast, "DELIVERED")).isEqualTo(1_800);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void bothSegmentsOfATextCarryOneReference_whoeverShareTheirPdus() {
        town.people(205);
        long broadcast = town.broadcast("whole-network", "123790", "HOLD", LONG, 2, 4);
        await().atMost(Duration.ofSeconds(60)).until(() -> town.state(broadcast).equals("COMPLETED"));

        Map<String, List<RecordedSubmit>> byNumber =
                smsc.recorded().stream().collect(Collectors.groupingBy(RecordedSubmit::destination));
        assertThat(byNumber).hasSize(205);
        byNumber.values().forEach(both -> assertThat(both)
                .hasSize(2)
                .extracting(RecordedSubmit::segmentReference)
                .containsOnly((int) broadcast & 0xff));
    }

    @Test
    void whoIsRefusedAmongOthersFailsAlone() {
        smsc.change(Map.of("reject-suffix", "3:0x0B"));
        town.people(400);
        long broadcast = town.broadcast("whole-network", "123790", "HOLD", "大风黄色预警，请注意防范。", 1, 4);

        await().atMost(Duration.ofSeconds(60)).until(() -> town.state(broadcast).equals("COMPLETED"));

        assertThat(town.count(broadcast, "REJECTED")).isEqualTo(40);
        assertThat(smsc.counts().total().accepted()).isEqualTo(360);
        assertThat(town.count(broadcast, "DELIVERED", "UNDELIVERED")).isEqualTo(360);
        assertThat(invariantsBroken()).isEmpty();
    }

    /** Some carriers refuse all of it for the sake of one number: which, nobody says. */
    @Test
    void whenAllOfItIsRefusedForANumber_eachIsTriedAlone() {
        // every ending there is
        smsc.change(Map.of("reject-suffix", "0:0x0B,1:0x0B,2:0x0B,3:0x0B,4:0x0B,5:0x0B,6:0x0B,7:0x0B,8:0x0B,9:0x0B"));
        town.people(20);
        long broadcast = town.broadcast("whole-network", "123790", "HOLD", "大风黄色预警，请注意防范。", 1, 4);

        await().atMost(Duration.ofSeconds(60)).until(() -> town.count(broadcast, "REJECTED") == 20);
        assertThat(smsc.counts().total().multis()).isPositive();
        assertThat(jdbc.sql("SELECT DISTINCT attempts FROM submission WHERE broadcast_id = :id")
                        .param("id", broadcast)
                        .query(Integer.class)
                        .list())
                .as("refused together first, then alone")
                .containsExactly(2);
        assertThat(smsc.counts().total().accepted()).isZero();
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void thePortStops_whenTheCarrierDoesNotKnowSubmitMulti() {
        smsc.change(Map.of("submit-multi", "false"));
        town.people(300);
        long broadcast = town.broadcast("whole-network", "123790", "HOLD", "大风黄色预警，请注意防范。", 1, 4);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        face.get("engineer", "/api/ports").json().toString().contains("smpp-0x03"));
        await().until(() -> town.count(broadcast, "PENDING") == 300);

        smsc.change(Map.of("submit-multi", "true"));
        assertThat(face.post("engineer", "/api/ports/whole-network-multi/start", "")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> town.state(broadcast).equals("COMPLETED"));
        assertThat(smsc.counts().total().accepted()).isEqualTo(300);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(invariantsBroken()).isEmpty();
    }
}
