package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.beijing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The send window on a port at work (C-11): what is under way stops at 17:30 and goes on at 08:30; a grant lifts it. */
class WindowIT extends HubIT {
    private static final int PEOPLE = 5_000;

    private Desk desk;

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @BeforeEach
    void noGrant() {
        jdbc.sql("DELETE FROM send_grant").update();
        desk = new Desk(port, time);
    }

    @AfterEach
    void demoGrantAgain() {
        jdbc.sql("DELETE FROM send_grant").update();
        jdbc.sql(
                        """
                        INSERT INTO send_grant (valid_from, valid_until, reference, granted_by)
                        VALUES ('1970-01-01', '9999-12-31', 'DEMO-24-HOUR-GRANT', 'settings')""")
                .update();
    }

    @Test
    void standsStillFromHalfPastFive_andGoesOnAtHalfPastEight() {
        people(PEOPLE);
        time.set(beijing("17:29:56"));
        String id = desk.alert("upstream", "Moderate", "");
        await().until(() -> smsc.counts().total().accepted() > 200);

        await().until(() -> !time.instant().isBefore(beijing("17:30:01")));
        long atClosing = smsc.counts().total().accepted();
        await().during(Duration.ofSeconds(2)).until(() -> smsc.counts().total().accepted() == atClosing);
        assertThat(atClosing).isLessThan(PEOPLE);
        assertThat(claimed("max", "true")).isBefore(beijing("17:30:00"));
        assertThat(count("INTENT")).isZero();
        saysThatItWaitsUntilTomorrow(id);

        Instant opens = beijing("08:30").plus(Duration.ofDays(1));
        time.set(opens.minusSeconds(2));
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.state(id).equals("completed"));
        Instant first = claimed("min", "claimed_at > '2026-12-02'");
        assertThat(first).isBetween(opens, opens.plusSeconds(5));
        assertThat(smsc.counts().total().accepted()).isEqualTo(PEOPLE);
        assertThat(smsc.counts().total().doubled()).isZero();
        System.out.printf(
                "WINDOW sent-before-closing=%d first-claim-after-opening=%s%n",
                atClosing, Duration.between(opens, first));
    }

    private void saysThatItWaitsUntilTomorrow(String id) {
        JsonNode held = desk.broadcast(id);
        assertThat(held.at("/state").asText()).isEqualTo("sending");
        assertThat(held.at("/permitRefusal/code").asText()).isEqualTo("outside-window");
        assertThat(held.at("/permitRefusal/zh").asText()).contains("C-11");
        assertThat(held.at("/heldUntil").asText()).isEqualTo("2026-12-02T08:30:00+08:00");
        assertThat(listed(id).at("/heldUntil").asText()).isEqualTo("2026-12-02T08:30:00+08:00");
    }

    @Test
    void beginsWithinFiveSecondsOfOpening_whatWasDeferredAtNight() {
        people(20);
        time.set(beijing("03:00"));
        String id = desk.alert("upstream", "Minor", "");
        desk.awaitState(id, "deferred");
        JsonNode deferred = listed(id);
        assertThat(deferred.at("/reasons/0/code").asText()).isEqualTo("outside-window");
        assertThat(deferred.at("/heldUntil").asText()).isEqualTo("2026-12-01T08:30:00+08:00");

        time.set(beijing("08:29:58"));
        desk.awaitBegun(id);
        desk.awaitState(id, "completed");
        assertThat(claimed("min", "true")).isBetween(beijing("08:30"), beijing("08:30:05"));
    }

    @Test
    void doesNotBegin_whenItExpiresBeforeTheWindowOpens() {
        people(20);
        time.set(beijing("20:00"));
        String id = desk.alert("upstream", "Minor", "\"expires\": \"2026-12-02T06:00:00+08:00\",");
        desk.awaitState(id, "deferred");
        assertThat(desk.broadcast(id).at("/heldUntil").isNull()).isTrue();
        time.set(beijing("08:31").plus(Duration.ofDays(1)));
        desk.awaitState(id, "expired");
        assertThat(smsc.counts().total().accepted()).isZero();
    }

    @Test
    void letsGoOnlyWhatAGrantIsFor() {
        people(20);
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
        people(PEOPLE);
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
        assertThat(claimed("max", "true")).isBefore(at.plusSeconds(1));
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

    private void people(int count) {
        town.people(count);
    }

    private JsonNode listed(String id) {
        for (JsonNode item : desk.get("operator", "/api/broadcasts").json().at("/items")) {
            if (item.at("/broadcastId").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("not listed: " + id);
    }

    private Instant claimed(String which, String where) {
        return jdbc.sql("SELECT " + which + "(claimed_at) FROM claim WHERE " + where)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private int count(String state) {
        return jdbc.sql("SELECT count(*) FROM submission WHERE state = CAST(:state AS submission_state)")
                .param("state", state)
                .query(Integer.class)
                .single();
    }
}
