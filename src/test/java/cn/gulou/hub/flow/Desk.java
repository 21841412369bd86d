package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What people and upstream systems do by HTTP in the tests of when something may go. */
final class Desk {
    private final Face face;
    private final TestTime time;
    /** Each alert has a text of its own: the carrier counts the same text to the same number as doubled. */
    private int issues;

    Desk(int port, TestTime time) {
        this.face = new Face(port);
        this.time = time;
    }

    /** A moment by Beijing's clock, on the first of December. */
    static Instant beijing(String clock) {
        return LocalDate.of(2026, 12, 1)
                .atTime(LocalTime.parse(clock))
                .atZone(PermitScenario.BEIJING)
                .toInstant();
    }

    /** Posts an alert to everyone and gives back the id of its broadcast; more: further fields of the JSON. */
    String alert(String account, String severity, String more) {
        return alert(account, severity, more, "wholeNetwork\": true");
    }

    String alert(String account, String severity, String more, String audience) {
        Face.Answer answer = face.post(
                account,
                "/api/alerts",
                """
                {"identifier": "WHEN-%d", "sender": "11000041600000", "sent": "%s", "status": "Actual", "msgType": "Alert",
                 "scope": "Public", "severity": "%s", "eventType": "11B06", "approvalReference": "R-1",
                 "smsText": "市气象台发布大风预警信号（第%d期）。", %s "audience": {"%s}}"""
                        .formatted(
                                System.nanoTime(),
                                time.instant().truncatedTo(ChronoUnit.SECONDS),
                                severity,
                                ++issues,
                                more,
                                audience));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.json().at("/broadcasts/0/id").asText();
    }

    JsonNode broadcast(String id) {
        Face.Answer answer = face.get("operator", "/api/broadcasts/" + id);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    String state(String id) {
        return broadcast(id).at("/state").asText();
    }

    void awaitState(String id, String... states) {
        await().untilAsserted(() -> assertThat(state(id)).isIn((Object[]) states));
    }

    void awaitBegun(String id) {
        awaitState(id, "expanding", "sending", "sent", "completed");
    }

    /** Approves what waits for it. */
    void approve(String id) {
        awaitState(id, "pending-approval");
        String hash = broadcast(id).at("/contentHash").asText();
        ok(
                200,
                post(
                        "approver",
                        "/api/broadcasts/" + id + "/approval",
                        "{\"decision\": \"approve\", \"approvedHash\": \"" + hash + "\"}"));
    }

    /** An order that needs two people: proposed by one, confirmed by the other. */
    JsonNode confirmed(Face.Answer proposed, String second) {
        ok(202, proposed);
        return ok(200, decide(proposed, second));
    }

    Face.Answer decide(Face.Answer proposed, String second) {
        return post(
                second,
                "/api/proposals/" + proposed.json().at("/proposalId").asText() + "/decision",
                "{\"decision\": \"confirm\"}");
    }

    Face.Answer post(String account, String path, String json) {
        return face.post(account, path, json);
    }

    Face.Answer get(String account, String path) {
        return face.get(account, path);
    }

    Face.Answer delete(String account, String path) {
        return face.call(account, "DELETE", path, null, java.net.http.HttpRequest.BodyPublishers.noBody());
    }

    static JsonNode ok(int status, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        return answer.json();
    }

    static void refused(int status, String code, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.codes()).contains(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
