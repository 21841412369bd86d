package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.ok;
import static cn.gulou.hub.flow.Desk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Special-guarantee periods, 重保 (C-16): the platform is kept for some; ports and routes change on two people's word. */
class GuaranteePeriodIT extends HubIT {
    private static final String PORT = "whole-network-a";
    private static final String STOP_A_ROUTE =
            "{\"type\": \"exec\", \"mbean\": \"org.apache.camel:context=hub,type=routes,name=\\\"import-subscribers\\\"\","
                    + " \"operation\": \"%s()\"}";

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port, time);
        town.people(20);
    }

    @AfterEach
    void portsWork() {
        jdbc.sql("DELETE FROM guarantee_period").update();
        desk.post("operator", "/api/ports/" + PORT + "/start", "");
        await().atMost(Duration.ofSeconds(20)).until(() -> portState().equals("working"));
    }

    @Test
    void keepsThePlatformForSome_theOthersWaitAndSeeUntilWhen() {
        setPeriod("upstream", 600);
        String centre = desk.alert("upstream", "Minor", "");
        String other = desk.alert("drafter", "Minor", "");
        desk.approve(other);
        desk.awaitState(other, "deferred");
        desk.awaitState(centre, "completed");
        JsonNode held = desk.broadcast(other);
        assertThat(held.at("/reasons/0/code").asText()).isEqualTo("reserved");
        assertThat(Instant.from(
                        java.time.OffsetDateTime.parse(held.at("/heldUntil").asText())))
                .isEqualTo(until(600));

        time.set(until(600).minusSeconds(1));
        desk.awaitState(other, "completed");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void mayBeForADepartment_byItsSenderCode() {
        refused(
                422,
                "reserved-for-unknown",
                desk.post("operator", "/api/guarantee-periods", wanted("11000041600000", 600)));
        desk.awaitState(desk.alert("upstream", "Minor", ""), "completed");
        setPeriod("11000041600000", 600);
        String theirs = desk.alert("upstream", "Minor", "");
        desk.awaitState(theirs, "completed");
    }

    @Test
    void isSetAndEndedByTwoPeople() {
        Face.Answer proposed = desk.post("operator", "/api/guarantee-periods", wanted("upstream", 600));
        ok(202, proposed);
        assertThat(ok(200, desk.get("auditor", "/api/guarantee-periods"))).isEmpty();
        refused(403, "role-may-not-confirm", desk.decide(proposed, "operator"));
        ok(200, desk.decide(proposed, "approver"));
        JsonNode period = ok(200, desk.get("auditor", "/api/guarantee-periods")).at("/0");
        assertThat(period.at("/inForce").asBoolean()).isTrue();
        assertThat(period.at("/proposedBy").asText() + period.at("/confirmedBy").asText())
                .isEqualTo("operatorapprover");

        String path = "/api/guarantee-periods/" + period.at("/periodId").asText();
        Face.Answer ending = desk.delete("approver", path);
        refused(409, "second-person-needed", desk.decide(ending, "approver"));
        ok(200, desk.decide(ending, "admin"));
        assertThat(ok(200, desk.get("auditor", "/api/guarantee-periods"))
                        .at("/0/inForce")
                        .asBoolean())
                .isFalse();
        refused(404, "period-unknown", desk.delete("approver", path));
        assertThat(jdbc.sql("SELECT kind FROM announcement ORDER BY announcement_id")
                        .query(String.class)
                        .list())
                .containsExactly("guarantee-period-set", "guarantee-period-ended");
    }

    @Test
    void refusesWhatWouldMakeEverybodyWait_orMakesNoSense() {
        refused(422, "reserved-for-unknown", desk.post("operator", "/api/guarantee-periods", wanted("upsteram", 600)));
        refused(422, "period-over", desk.post("operator", "/api/guarantee-periods", wanted("upstream", -10)));
        refused(422, "period-not-forward", desk.post("operator", "/api/guarantee-periods", wanted("upstream", -90)));
        assertThat(desk.post("operator", "/api/guarantee-periods", "{\"name\": \"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(desk.post("drafter", "/api/guarantee-periods", wanted("upstream", 600))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void letsAPortBeStoppedAndStartedOnTwoPeoplesWordOnly() {
        setPeriod("upstream", 600);
        Face.Answer stop = desk.post("operator", "/api/ports/" + PORT + "/stop", "");
        ok(202, stop);
        refused(409, "second-person-needed", desk.decide(stop, "operator"));
        refused(409, "proposal-waiting", desk.post("engineer", "/api/ports/" + PORT + "/stop", ""));
        refused(404, "port-unknown", desk.post("engineer", "/api/ports/nowhere/stop", ""));
        assertThat(portState()).isEqualTo("working");

        ok(200, desk.decide(stop, "engineer"));
        await().until(() -> portState().equals("stopped"));
        desk.confirmed(desk.post("engineer", "/api/ports/" + PORT + "/start", ""), "operator");
        await().until(() -> portState().equals("working"));
        assertThat(jdbc.sql(
                                "SELECT kind || ' ' || announced_by FROM announcement WHERE subject = :port ORDER BY announcement_id")
                        .param("port", "port:" + PORT)
                        .query(String.class)
                        .list())
                .containsExactly("port-stopped engineer", "port-started operator");
    }

    @Test
    void letsNobodyStopARouteInTheConsole() {
        setPeriod("upstream", 600);
        assertThat(jolokia("stop").at("/status").asInt()).isEqualTo(403);
        jdbc.sql("DELETE FROM guarantee_period").update();
        assertThat(jolokia("stop").at("/status").asInt()).isEqualTo(200);
        assertThat(jolokia("start").at("/status").asInt()).isEqualTo(200);
    }

    @Test
    void tightensTheWatch_anAlarmIsDueInHalfItsTime() {
        jdbc.sql(
                        "INSERT INTO alarm_kind VALUES ('test-hour', 'warning', 'operator', '1 hour', false, '测试。', 'A test.') ON CONFLICT DO NOTHING")
                .update();
        assertThat(due("before")).isEqualTo("01:00:00");
        setPeriod("upstream", 600);
        assertThat(due("during")).isEqualTo("00:30:00");
        jdbc.sql("UPDATE alarm_kind SET clock = NULL WHERE kind = 'test-hour'").update();
        assertThat(due("without")).isEqualTo("00:15:00");
        jdbc.sql("DELETE FROM alarm").update();
        jdbc.sql("DELETE FROM alarm_kind WHERE kind = 'test-hour'").update();
    }

    private String due(String subject) {
        jdbc.sql("SELECT raise_alarm('test-hour', :subject, '{}', now())")
                .param("subject", subject)
                .query(Long.class)
                .single();
        return jdbc.sql("SELECT (due_at - raised_at)::text FROM alarm WHERE subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .single();
    }

    private JsonNode jolokia(String operation) {
        String token = "00000000-0000-0000-0000-000000000000";
        return face.call(
                        "engineer",
                        "POST",
                        "/hawtio/jolokia",
                        "application/json",
                        java.net.http.HttpRequest.BodyPublishers.ofString(STOP_A_ROUTE.formatted(operation)),
                        "Cookie",
                        "XSRF-TOKEN=" + token,
                        "X-XSRF-TOKEN",
                        token)
                .json();
    }

    private void setPeriod(String whom, int seconds) {
        desk.confirmed(desk.post("operator", "/api/guarantee-periods", wanted(whom, seconds)), "approver");
    }

    private static Instant until(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static String wanted(String whom, int seconds) {
        return "{\"name\": \"重保\", \"reference\": \"P-%d\", \"from\": \"%s\", \"until\": \"%s\", \"reservedFor\": [\"%s\"]}"
                .formatted(System.nanoTime(), NOW.minusSeconds(60), until(seconds), whom);
    }

    private String portState() {
        for (JsonNode one : desk.get("operator", "/api/ports").json()) {
            if (one.at("/name").asText().equals(PORT)) {
                return one.at("/state").asText();
            }
        }
        throw new AssertionError(List.of(PORT));
    }
}
