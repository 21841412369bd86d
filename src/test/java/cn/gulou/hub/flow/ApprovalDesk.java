package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Posts alerts that somebody must approve, decides about them as their approvers do, and looks what became of them. */
final class ApprovalDesk {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String TEXT = "市气象台16:05发布大风黄色预警信号：阵风8—9级，请“远离”高空坠物，关好门窗 [A-1]。";

    private final Face face;
    private final JdbcClient jdbc;

    ApprovalDesk(Face face, JdbcClient jdbc) {
        this.face = face;
        this.jdbc = jdbc;
    }

    static String everyone(String text, String more) {
        return alert("\"smsText\": \"" + text + "\"" + more);
    }

    /** Without a text of its own: a person must look at it, whoever sent it. */
    static String machineText(String more) {
        return alert("\"headline\": \"大风黄色预警\", \"description\": \"阵风8级。\", \"language\": \"zh-CN\"" + more);
    }

    private static String alert(String more) {
        return """
                {"identifier": "APPROVERS-%d", "sender": "11000041600000", "sent": "%s", "status": "actual",
                 "msgType": "alert", "scope": "public", "severity": "moderate", "eventType": "11B06", %s,
                 "audience": {"wholeNetwork": true}}"""
                .formatted(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.SECONDS), more);
    }

    /** Answers the broadcast, once it is judged. */
    String submit(String account, String password, String alert) {
        Face.Answer answer =
                face.call(account, password, "POST", "/api/alerts", "application/json", BodyPublishers.ofString(alert));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        String broadcast = answer.json().at("/broadcasts/0/id").asText();
        await().atMost(SOON).until(() -> !view(broadcast).at("/state").asText().equals("received"));
        return broadcast;
    }

    Face.Answer approve(String broadcast, String account, String password, String reference) {
        String given = reference == null ? "" : ", \"approvalReference\": \"" + reference + "\"";
        return decide(broadcast, account, password, "\"approve\"" + given);
    }

    Face.Answer decide(String broadcast, String decision) {
        return decide(broadcast, "approver", "approver-demo", decision);
    }

    Face.Answer decide(String broadcast, String account, String password, String decision) {
        String hash = one("SELECT content_hash FROM broadcast WHERE broadcast_id = " + broadcast);
        return face.call(
                account,
                password,
                "POST",
                "/api/broadcasts/" + broadcast + "/approval",
                "application/json",
                BodyPublishers.ofString("{\"decision\": " + decision + ", \"approvedHash\": \"" + hash + "\"}"));
    }

    JsonNode view(String broadcast) {
        return face.get("approver", "/api/broadcasts/" + broadcast).json();
    }

    void awaitCompleted(String broadcast) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(view(broadcast).at("/state").asText()).isEqualTo("completed"));
    }

    static String state(Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().at("/state").asText();
    }

    String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    static void assertRefused(int status, String code, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.codes()).isEqualTo(code);
    }
}
