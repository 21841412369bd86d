package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.beijing;
import static cn.gulou.hub.flow.SendWindow.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A grant lifts the send window for what it is for and no longer than it holds (C-11). */
class WindowGrantIT extends HubIT {
    private Desk desk;
    private SendWindow window;

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @BeforeEach
    void noGrant() {
        window = new SendWindow(jdbc);
        window.noGrant();
        desk = new Desk(port, time);
    }

    @AfterEach
    void demoGrantAgain() {
        window.demoGrantAgain();
    }

    @Test
    void letsGoOnlyWhatAGrantIsFor() {
        town.people(20);
        time.set(beijing("22:00"));
        String meant = desk.alert("upstream", "Minor", "");
        String other = desk.alert("upstream", "Minor", "");
        desk.awaitState(meant, "deferred");
        desk.awaitState(other, "deferred");

        grant("\"broadcastId\": \"" + meant + "\"");
        desk.awaitState(meant, "completed");
        grant("\"colour\": \"red\"");
        grant("\"eventType\": \"11B07\"");
        grant("\"kind\": \"targeted\"");
        await().during(Duration.ofMillis(1500)).until(() -> desk.state(other).equals("deferred"));
        grant("\"eventType\": \"11B06\", \"colour\": \"blue\", \"kind\": \"whole-network\"");
        desk.awaitState(other, "completed");
    }

    @Test
    void standsStillAtOnce_whenItsGrantIsWithdrawn() {
        town.people(PEOPLE);
        time.set(beijing("22:00"));
        grant("\"kind\": \"whole-network\"");
        String id = desk.alert("upstream", "Moderate", "");
        await().until(() -> smsc.counts().total().accepted() > 200);
        String call = "/api/grants/"
                + desk.get("approver", "/api/grants").json().at("/0/grantId").asText() + "/withdraw";
        assertThat(desk.post("operator", call, "{\"reason\": \"a mistake\"}").status())
                .isEqualTo(403);
        Desk.refused(422, "reason-missing", desk.post("approver", call, "{\"reason\": \" \"}"));

        JsonNode withdrawn = Desk.ok(200, desk.post("approver", call, "{\"reason\": \"a mistake\"}"));
        Instant at = time.instant();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        long sent = smsc.counts().total().accepted();
        await().during(Duration.ofSeconds(2)).until(() -> smsc.counts().total().accepted() == sent);
        assertThat(sent).isLessThan(PEOPLE);
        assertThat(window.claimed("max", "true")).isBefore(at.plusSeconds(1));
        assertThat(desk.broadcast(id).at("/permitRefusal/code").asText()).isEqualTo("outside-window");
        assertThat(withdrawn.at("/withdrawnBy").asText()).isEqualTo("approver");
        Desk.refused(404, "grant-unknown", desk.post("approver", call, "{\"reason\": \"again\"}"));
        assertThat(jdbc.sql(
                                "SELECT detail ->> 'reason' FROM audit WHERE action = 'grant-withdrawn' ORDER BY audit_id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo("a mistake");
    }

    @Test
    void neverBegins_whenItIsWithdrawnBefore() {
        time.set(beijing("20:00"));
        grant("\"kind\": \"drill\"");
        String call = "/api/grants/"
                + desk.get("approver", "/api/grants").json().at("/0/grantId").asText() + "/withdraw";
        JsonNode withdrawn = Desk.ok(200, desk.post("approver", call, "{\"reason\": \"not needed\"}"));
        assertThat(Instant.parse(withdrawn.at("/validUntil").asText())).isBefore(beijing("20:01"));
        assertThat(jdbc.sql("SELECT count(*) FROM send_grant WHERE valid_until > '2026-12-01T20:01:00+08:00'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesAGrantThatIsOver_orForNoBroadcast() {
        time.set(beijing("22:00"));
        Desk.refused(
                422,
                "broadcast-unknown",
                desk.post("drafter", "/api/grants", wanted("\"broadcastId\": \"77\"", "22:00", "23:00")));
        Desk.refused(
                422,
                "period-over",
                desk.post("drafter", "/api/grants", wanted("\"kind\": \"drill\"", "20:00", "21:00")));
        Desk.refused(
                422,
                "period-not-forward",
                desk.post("drafter", "/api/grants", wanted("\"kind\": \"drill\"", "23:30", "23:00")));
    }

    private void grant(String scope) {
        desk.confirmed(desk.post("drafter", "/api/grants", wanted(scope, "22:00", "23:00")), "approver");
    }

    private static String wanted(String scope, String from, String until) {
        return "{%s, \"validFrom\": \"2026-12-01T%s:00+08:00\", \"validUntil\": \"2026-12-01T%s:00+08:00\", \"reference\": \"G-%d\"}"
                .formatted(scope, from, until, System.nanoTime());
    }
}
