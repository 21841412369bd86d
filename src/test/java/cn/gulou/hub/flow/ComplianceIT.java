package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.ComplianceScenario.EVERYONE;
import static cn.gulou.hub.flow.ComplianceScenario.refused;
import static cn.gulou.hub.flow.Desk.beijing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.compliance.Grants;
import cn.gulou.hub.compliance.TwoPeople;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From an accepted alert to a broadcast that may send: rules, window, grants. */
class ComplianceIT extends HubIT {
    @Autowired
    private Grants grants;

    @Autowired
    private TwoPeople twoPeople;

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
    void anAlertOfAnUnattendedSourceGoesOn() {
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", EVERYONE));
        scenario.awaitBegun();
        assertThat(scenario.alertState()).isEqualTo("ACCEPTED");
        assertThat(scenario.one("SELECT approval_reference FROM approval")).isEqualTo("DEMO-STANDING-APPROVAL");
        assertThat(
                        scenario.one(
                                "SELECT text || '|' || signature || '|' || signature_by || '|' || billable_segments FROM broadcast"))
                .isEqualTo("市气象台发布大风黄色预警信号。|【北京市应急管理事务中心】|hub|1");
        assertThat(
                        scenario.one(
                                "SELECT (expires_at - interval '24 hours' = received_at)::text FROM broadcast JOIN alert USING (alert_id)"))
                .isEqualTo("true");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aDraftIsRefusedWithTheReason() {
        scenario.decide(scenario.alert("upstream", "DRAFT", "{}", EVERYONE));
        await().until(() -> scenario.alertState().equals("REFUSED"));
        assertThat(scenario.state()).isEqualTo("REFUSED");
        assertThat(scenario.one("SELECT reasons -> 0 ->> 'code' FROM broadcast"))
                .isEqualTo("status-not-actual");
        assertThat(scenario.one("SELECT count(*)::text FROM permit")).isEqualTo("0");
    }

    @Test
    void defersToNextMorning_whenOutsideWindow() {
        time.set(beijing("23:00"));
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("DEFERRED");
        assertThat(scenario.one("SELECT reasons -> 0 ->> 'code' FROM broadcast"))
                .isEqualTo("outside-window");

        time.set(beijing("08:29").plus(Duration.ofDays(1)).plusSeconds(57));
        await().during(Duration.ofMillis(1500)).until(() -> scenario.state().equals("DEFERRED"));
        scenario.awaitBegun();
        assertThat(scenario.one("SELECT to_char(queued_at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') FROM broadcast"))
                .isEqualTo("08:30");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aGrantLiftsTheWindow() {
        time.set(beijing("23:00"));
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("DEFERRED");
        Instant now = beijing("23:00");
        grant("targeted", now, "G-1");
        await().during(Duration.ofMillis(1500)).until(() -> scenario.state().equals("DEFERRED"));
        grant("whole-network", now, "G-2");
        scenario.awaitBegun();
        refused(409, "grant-reference-taken", () -> grant("targeted", now, "G-1"));
        assertThat(grants.list()).hasSize(2);
    }

    @Test
    void waitsForSendAfter() {
        scenario.decide(scenario.alert(
                "upstream", "ACTUAL", "{\"sendAfter\": \"" + beijing("12:00").plusSeconds(5) + "\"}", EVERYONE));
        scenario.awaitState("DEFERRED");
        assertThat(scenario.one("SELECT reasons -> 0 ->> 'code' FROM broadcast"))
                .isEqualTo("before-send-after");
        scenario.awaitBegun();
    }

    @Test
    void aHeaderOnlyAlertIsAcceptedAndSendsNothing() {
        scenario.decide(scenario.alert(
                "upstream", "ACTUAL", "{\"smsText\": null, \"headline\": null, \"description\": null}", null));
        await().until(() -> scenario.alertState().equals("ACCEPTED"));
    }

    @Test
    void decidingTwiceChangesNothing() {
        String judged = "SELECT count(*)::text FROM audit WHERE action = 'judged'";
        int before = Integer.parseInt(scenario.one(judged));
        long alertId = scenario.alert("drafter", "ACTUAL", "{}", EVERYONE);
        scenario.decide(alertId);
        scenario.decide(alertId);
        scenario.awaitState("PENDING_APPROVAL");
        jms.convertAndSend("hub.accepted", String.valueOf(alertId));
        await().during(Duration.ofMillis(500)).until(() -> scenario.state().equals("PENDING_APPROVAL"));
        assertThat(scenario.one(judged)).isEqualTo(String.valueOf(before + 1));
    }

    @Test
    void aBroadcastWhoseMessageWasLostIsToldAgain() {
        time.set(beijing("23:00"));
        scenario.decide(scenario.alert("upstream", "ACTUAL", "{}", EVERYONE));
        scenario.awaitState("DEFERRED");
        Instant nextNoon = beijing("12:00").plus(Duration.ofDays(1));
        jdbc.sql("UPDATE broadcast SET state = 'APPROVED', queued_at = :at")
                .param(
                        "at",
                        nextNoon.minusSeconds(60).atZone(PermitScenario.BEIJING).toOffsetDateTime())
                .update();
        time.set(nextNoon.minusSeconds(32));
        scenario.awaitBegun();
    }

    /** Applied for by one person, confirmed by another. */
    private void grant(String kind, Instant from, String reference) {
        String wanted = "{\"kind\": \"%s\", \"validFrom\": \"%s\", \"validUntil\": \"%s\", \"reference\": \"%s\"}"
                .formatted(kind, from, from.plusSeconds(3600), reference);
        long proposal = Long.parseLong(grants.post(wanted, "drafter").proposalId());
        twoPeople.decide(proposal, "{\"decision\": \"confirm\"}", "approver", "approver");
    }
}
