package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.ApprovalDesk.SOON;
import static cn.gulou.hub.flow.ApprovalDesk.TEXT;
import static cn.gulou.hub.flow.ApprovalDesk.assertRefused;
import static cn.gulou.hub.flow.ApprovalDesk.everyone;
import static cn.gulou.hub.flow.ApprovalDesk.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.RecordedSubmit;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who declined is left out, but where an emergency is approved to reach them; two people correct the list (C-09). */
class OptOutIT extends HubIT {
    private ApprovalDesk desk;

    @BeforeEach
    void open() {
        desk = new ApprovalDesk(face, jdbc);
    }

    @Test
    void whoDeclinesBeforeItGoesIsLeftOut() {
        town.people(3);
        face.post("engineer", "/api/ports/whole-network-a/stop", "");
        String broadcast = desk.submit("drafter", "drafter-demo", everyone(TEXT, ""));
        desk.approve(broadcast, "approver", "approver-demo", "R-1");
        await().atMost(SOON).until(() -> desk.one("SELECT count(*)::text FROM submission WHERE state = 'PENDING'")
                .equals("3"));
        decline("8613800000001");
        face.post("engineer", "/api/ports/whole-network-a/start", "");

        desk.awaitCompleted(broadcast);
        assertThat(smsc.recorded())
                .extracting(RecordedSubmit::destination)
                .containsExactlyInAnyOrder("8613800000000", "8613800000002");
        assertThat(desk.view(broadcast).at("/counts/suppressed").asInt()).isEqualTo(1);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void reachesNobodyWhoDeclined() {
        town.people(3);
        decline("8613800000001");
        String broadcast = desk.submit("drafter", "drafter-demo", everyone(TEXT, ""));
        desk.approve(broadcast, "approver", "approver-demo", "R-1");

        desk.awaitCompleted(broadcast);
        assertThat(smsc.recorded())
                .extracting(RecordedSubmit::destination)
                .containsExactlyInAnyOrder("8613800000000", "8613800000002");
    }

    @Test
    void anEmergencyReachesThoseWhoDeclined_whenItIsApprovedSo() {
        town.people(3);
        decline("8613800000001");
        String soon = Instant.now().plusSeconds(4).toString();
        String broadcast = desk.submit("drafter", "drafter-demo", everyone(TEXT, ", \"sendAfter\": \"" + soon + "\""));
        jdbc.sql("UPDATE broadcast SET opt_out_override = true").update();
        assertRefused(409, "approval-stale", desk.approve(broadcast, "approver", "approver-demo", "R-1"));
        jdbc.sql("UPDATE broadcast SET opt_out_override = false").update();
        assertThat(state(desk.approve(broadcast, "approver", "approver-demo", "R-1")))
                .isEqualTo("approved");
        changeApproved("broadcast", "UPDATE broadcast SET opt_out_override = true");

        desk.awaitCompleted(broadcast);
        assertThat(smsc.recorded()).extracting(RecordedSubmit::destination).contains("8613800000001");
    }

    @Test
    void anOptOutIsCorrectedByTwoPeopleOnly_andWhatStoodThereIsKept() {
        decline("8613800000001");
        Face.Answer proposed = face.post(
                "operator",
                "/api/opt-outs/corrections",
                "{\"numbers\": [\"8613800000001\"], \"reason\": \"a mistyped number\"}");
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(desk.one("SELECT count(*)::text FROM opt_out")).isEqualTo("1");

        String decision = "/api/proposals/" + proposed.json().at("/proposalId").asText() + "/decision";
        assertRefused(403, "role-may-not-confirm", face.post("operator", decision, "{\"decision\": \"confirm\"}"));
        assertThat(face.post("approver", decision, "{\"decision\": \"confirm\"}")
                        .json()
                        .at("/result/people")
                        .asInt())
                .isEqualTo(1);
        assertThat(desk.one("SELECT count(*)::text FROM opt_out")).isEqualTo("0");
        assertThat(desk.one("SELECT reason || ', ' || correction || ', ' || proposed_by || ', ' || confirmed_by"
                        + " FROM opt_out_correction ORDER BY corrected_at DESC LIMIT 1"))
                .isEqualTo("asked, a mistyped number, operator, approver");
    }

    private void decline(String number) {
        face.post("operator", "/api/opt-outs", "{\"numbers\": [\"" + number + "\"], \"reason\": \"asked\"}");
    }
}
