package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What drafters, approvers and operators do by HTTP, from the post of an alert to the broadcast that sends. */
class ApprovalIT extends HubIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatADrafterPostsGoesOutOnceAnApproverHasSaidSo() throws Exception {
        String broadcast = "/broadcasts/" + draft();
        JsonNode seen = ok(get(broadcast, "approver"));
        assertThat(seen.at("/state").asText()).isEqualTo("pending-approval");

        String hash = seen.at("/contentHash").asText();
        problem(409, "approval-stale", decide(broadcast, "0".repeat(64), "R-1"));
        problem(422, "approval-reference-missing", decide(broadcast, hash, null));
        JsonNode approved = ok(decide(broadcast, hash, "R-1"));
        assertThat(approved.at("/state").asText()).isEqualTo("approved");
        await().untilAsserted(() ->
                assertThat(ok(get(broadcast, "approver")).at("/state").asText()).isEqualTo("completed"));
        problem(409, "state-forbids", decide(broadcast, hash, "R-1"));
        problem(409, "state-forbids", post(broadcast + "/pause", "operator", "{\"reason\": \"late\"}"));
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void anOperatorCancelsForGood() throws Exception {
        String broadcast = "/broadcasts/" + draft();
        JsonNode cancelled = ok(post(broadcast + "/cancel", "operator", "{\"reason\": \"over\"}"));
        assertThat(cancelled.at("/state").asText()).isEqualTo("cancelled");
        problem(409, "state-forbids", post(broadcast + "/resume", "operator", "{\"reason\": \"back\"}"));
        problem(404, "broadcast-unknown", post("/broadcasts/999999/cancel", "operator", "{\"reason\": \"over\"}"));
    }

    private String draft() throws Exception {
        String alert =
                """
                {"identifier": "APPROVAL-%d", "sender": "11000041600000", "sent": "%s", "status": "actual",
                 "msgType": "alert", "scope": "public", "kind": "whole-network", "severity": "moderate",
                 "eventType": "11B06", "smsText": "市气象台发布大风黄色预警信号。", "audience": {"wholeNetwork": true}}"""
                        .formatted(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        HttpResponse<String> answer = post("/alerts", "drafter", alert);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = JSON.readTree(answer.body()).at("/broadcasts/0/id").asText();
        await().untilAsserted(() -> assertThat(
                        ok(get("/broadcasts/" + id, "approver")).at("/state").asText())
                .isEqualTo("pending-approval"));
        return id;
    }

    private HttpResponse<String> decide(String broadcast, String hash, String reference) throws Exception {
        String given = reference == null ? "" : ", \"approvalReference\": \"" + reference + "\"";
        return post(
                broadcast + "/approval",
                "approver",
                "{\"decision\": \"approve\", \"approvedHash\": \"" + hash + "\"" + given + "}");
    }

    private static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void problem(int statusCode, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(statusCode);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains(code);
    }

    private HttpResponse<String> get(String path, String account) throws IOException, InterruptedException {
        return http.send(request(path, account).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String account, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path, account)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String account) {
        String login = account + ":" + account + "-demo";
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api" + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
}
