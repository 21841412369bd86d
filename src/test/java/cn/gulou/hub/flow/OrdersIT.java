package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.ComplianceScenario.CHAOYANG;
import static cn.gulou.hub.flow.ComplianceScenario.EVERYONE;
import static cn.gulou.hub.flow.ComplianceScenario.refused;
import static cn.gulou.hub.flow.Desk.beijing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.compliance.Approvals;
import cn.gulou.hub.compliance.Steering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is decided about a broadcast before it sends: approval, pause, cancel, expiry. */
class OrdersIT extends HubIT {
    @Autowired
    private Approvals approvals;

    @Autowired
    private Steering steering;

    private ComplianceScenario scenario;

    @BeforeEach
    void noon() {
        scenario = new ComplianceScenario(jdbc, jms, time);
        scenario.withoutGrants();
        time.set(beijing("12:00"));
    }

    @AfterEach
    void demoGrantAgain() {
        scenario.demoGrantAgain();
    }

    @Test
    void expiresWhileItWaits() {
        scenario.decide(scenario.alert("drafter", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("PENDING_APPROVAL");
        String seen = scenario.hash();
        time.set(beijing("12:00").plus(Duration.ofHours(25)));
        scenario.awaitState("EXPIRED");
        refused(409, "state-forbids", () -> approve(seen, "\"approvalReference\": \"R-1\""));
    }

    @Test
    void aPersonApprovesWithTheReferenceOfTheAuthorities() {
        scenario.decide(scenario.alert("drafter", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("PENDING_APPROVAL");
        assertThat(list("SELECT jsonb_array_elements(reasons) ->> 'code' FROM broadcast"))
                .containsExactly("source-attended", "approval-reference-missing");
        refused(422, "approval-reference-missing", () -> approve(scenario.hash(), "\"reason\": \"checked\""));
        refused(409, "approval-stale", () -> approve("0".repeat(64), "\"approvalReference\": \"R-1\""));
        String seen = scenario.hash();
        approve(seen, "\"approvalReference\": \"R-1\", \"uncertainPolicy\": \"hold\", \"party\": \"B\"");
        assertThat(scenario.one("SELECT uncertain_policy FROM broadcast")).isEqualTo("HOLD");
        assertThat(scenario.hash()).isNotEqualTo(seen);
        assertThat(scenario.one("SELECT decided_by || party || approval_reference FROM approval"))
                .isEqualTo("approverBR-1");
        assertThat(scenario.one("SELECT actor FROM audit WHERE action = 'moved' AND detail ->> 'to' = 'APPROVED'"
                        + " AND subject = 'broadcast:5001' ORDER BY audit_id DESC LIMIT 1"))
                .isEqualTo("approver");
        refused(409, "state-forbids", () -> approve(scenario.hash(), "\"approvalReference\": \"R-1\""));
        scenario.awaitBegun();
    }

    @Test
    void aTextChangedBehindTheApproversBackIsStale() {
        scenario.decide(scenario.alert("drafter", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("PENDING_APPROVAL");
        jdbc.sql("UPDATE broadcast SET text = '别的'").update();
        refused(409, "approval-stale", () -> approve(scenario.hash(), "\"approvalReference\": \"R-1\""));
    }

    @Test
    void anAreaThatCannotBeResolvedCannotBeApproved() {
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", CHAOYANG));
        scenario.awaitState("PENDING_APPROVAL");
        refused(409, "area-unresolvable", () -> approve(scenario.hash(), "\"approvalReference\": \"R-1\""));
        assertThat(scenario.state()).isEqualTo("PENDING_APPROVAL");
        assertThat(scenario.one("SELECT count(*)::text FROM permit")).isEqualTo("0");
    }

    @Test
    void aPersonRejectsOrReturnsWithAReason() {
        scenario.decide(scenario.alert("drafter", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("PENDING_APPROVAL");
        refused(422, "reason-missing", () -> turnDown("reject", ""));
        turnDown("return", ", \"reason\": \"wrong time\"");
        assertThat(scenario.state()).isEqualTo("RETURNED");
    }

    @Test
    void whatIsPausedWaitsAndGoesOnFromWhereItWas() {
        time.set(beijing("23:00"));
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("DEFERRED");
        refused(422, "reason-missing", () -> steering.pause(5001, "{}", "operator"));
        steering.pause(5001, "{\"reason\": \"asked for\"}", "operator");
        time.set(beijing("12:00"));
        await().during(Duration.ofMillis(1500)).until(() -> scenario.state().equals("PAUSED"));
        assertThat(steering.resume(5001, "{\"reason\": \"asked for\"}", "operator")
                        .state())
                .isEqualTo("approved");
        scenario.awaitBegun();
        refused(409, "state-forbids", () -> steering.resume(5001, "{\"reason\": \"again\"}", "operator"));
    }

    @Test
    void whatIsCancelledNeverSends() {
        scenario.decide(scenario.alert("drafter", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("PENDING_APPROVAL");
        steering.cancel(5001, "{\"reason\": \"over\"}", "operator");
        assertThat(scenario.state()).isEqualTo("CANCELLED");
        refused(409, "state-forbids", () -> steering.cancel(5001, "{\"reason\": \"over\"}", "operator"));
        refused(404, "broadcast-unknown", () -> steering.cancel(6001, "{\"reason\": \"over\"}", "operator"));
    }

    @Test
    void aCancelStopsWhatItRefersToAndSendsNothing() {
        time.set(beijing("23:00"));
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("DEFERRED");
        scenario.decide(scenario.alert(
                "upstream",
                "ACTUAL",
                "{\"messageType\": \"CANCEL\", \"references\": [{\"identifier\": \"sample-1\"}]}",
                null));
        scenario.awaitState("CANCELLED");
        assertThat(scenario.one("SELECT state FROM alert ORDER BY alert_id OFFSET 1"))
                .isEqualTo("ACCEPTED");
        assertThat(scenario.one("SELECT permit_refusal(5001, now())")).isEqualTo("ended");
    }

    private void approve(String seen, String more) {
        approvals.decide(
                5001, "{\"decision\": \"approve\", \"approvedHash\": \"" + seen + "\", " + more + "}", "approver");
    }

    private void turnDown(String decision, String more) {
        approvals.decide(
                5001,
                "{\"decision\": \"" + decision + "\", \"approvedHash\": \"" + scenario.hash() + "\"" + more + "}",
                "approver");
    }

    private List<String> list(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
