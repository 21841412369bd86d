package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What the hub answers is what openapi/hub.json says it answers, call by call. */
class ContractIT extends HubIT {
    /** One for all: the same alert sent again must be the same. */
    private static final Instant SENT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final OpenApiInteractionValidator CONTRACT =
            OpenApiInteractionValidator.createFor("/openapi/hub.json").build();

    @Test
    void answersAboutAnAlertAsTheContractSays() {
        Face.Answer accepted = post("upstream", "/api/alerts", alert("CONTRACT-1", "upstream text"), 202);
        String alertId = accepted.json().path("alertId").asText();
        String broadcastId =
                accepted.json().path("broadcasts").path(0).path("id").asText();
        post("upstream", "/api/alerts", alert("CONTRACT-1", "upstream text"), 200);
        post("upstream", "/api/alerts", alert("CONTRACT-1", "another text"), 409);
        post("upstream", "/api/alerts", "{\"identifier\":", 400);
        await().atMost(Duration.ofSeconds(20)).until(() -> !get("operator", "/api/broadcasts/" + broadcastId, 200)
                .json()
                .path("state")
                .asText()
                .equals("received"));

        get("upstream", "/api/alerts/" + alertId, 200);
        get("drafter", "/api/broadcasts?kind=whole-network&page=0", 200);
        get("auditor", "/api/broadcasts/" + broadcastId + "/submissions", 200);
        get("auditor", "/api/broadcasts/" + broadcastId + "/report", 200);
        get("auditor", "/api/broadcasts/" + broadcastId + "/report?format=csv", 200);
        get("operator", "/api/broadcasts/99999", 404);
    }

    @Test
    void answersToDecisionsAsTheContractSays() {
        String id = post("drafter", "/api/alerts", alert("CONTRACT-2", "drafter text"), 202)
                .json()
                .path("broadcasts")
                .path(0)
                .path("id")
                .asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> get("approver", "/api/broadcasts/" + id, 200)
                .json()
                .path("state")
                .asText()
                .equals("pending-approval"));
        String hash = get("approver", "/api/broadcasts/" + id, 200)
                .json()
                .path("contentHash")
                .asText();
        String approval = "/api/broadcasts/" + id + "/approval";

        post("approver", approval, "{\"decision\":\"approve\",\"approvedHash\":\"" + "0".repeat(64) + "\"}", 409);
        post(
                "approver",
                approval,
                "{\"decision\":\"reject\",\"reason\":\"no\",\"approvedHash\":\"" + hash + "\"}",
                200);
        post("operator", "/api/broadcasts/" + id + "/pause", "{\"reason\":\"too late\"}", 409);
    }

    @Test
    void answersAboutWhatSteersAsTheContractSays() {
        Face.Answer put = face.call(
                "operator",
                "PUT",
                "/api/groups/contract?authorisationReference=A-1",
                "text/csv",
                BodyPublishers.ofString("8613800000000\n8613800000001\n"));
        assertAsContract(put, Method.PUT, "/api/groups/contract", 200);
        get("operator", "/api/groups/contract", 200);
        Face.Answer deleted = face.call("operator", "DELETE", "/api/groups/contract", null, BodyPublishers.noBody());
        assertAsContract(deleted, Method.DELETE, "/api/groups/contract", 200);
        get("operator", "/api/groups/contract", 404);
        post("operator", "/api/opt-outs", "{\"numbers\":[\"8613800000005\"],\"reason\":\"asked\"}", 200);
        post("operator", "/api/opt-outs", "{\"numbers\":[],\"reason\":\"asked\"}", 400);
        get("auditor", "/api/grants", 200);
        get("engineer", "/api/ports", 200);
        get("engineer", "/api/openapi.json", 200);
        get(null, "/api/ports", 401);
    }

    @Test
    void takesTwoPeoplesWordForAGrantAsTheContractSays() {
        String reference = "CONTRACT-" + System.nanoTime();
        String grant = "{\"kind\":\"drill\",\"validFrom\":\"" + Instant.now() + "\",\"validUntil\":\""
                + Instant.now().plusSeconds(86_400) + "\",\"reference\":\"" + reference + "\"}";

        Face.Answer proposed = post("drafter", "/api/grants", grant, 202);
        post("drafter", "/api/grants", grant, 409);
        String decision = "/api/proposals/" + proposed.json().at("/proposalId").asText() + "/decision";
        get("auditor", "/api/proposals", 200);
        post("approver", decision, "{\"decision\":\"perhaps\"}", 400);
        post("operator", decision, "{\"decision\":\"confirm\"}", 403);
        post("approver", decision, "{\"decision\":\"reject\"}", 422);
        post("approver", decision, "{\"decision\":\"confirm\"}", 200);
        get("auditor", "/api/proposals?state=decided", 200);
        get("auditor", "/api/grants", 200);
        post("approver", "/api/proposals/999999/decision", "{\"decision\":\"confirm\"}", 404);
    }

    @Test
    void answersAboutMoneyAsTheContractSays() {
        Face.Answer quotas = get("auditor", "/api/quotas", 200);
        get("auditor", "/api/quotas?on=2020-01-01", 404);
        String change = "{\"terms\":" + quotas.json().get("contract") + ",\"reason\":\"as it was\"}";
        put("approver", "/api/quotas", change, 202);
        put("approver", "/api/quotas", change, 409);
        put("approver", "/api/quotas", change.replace("1310000.00", "1310001.00"), 422);
        put("approver", "/api/quotas", "{\"terms\":{}}", 400);
        put("auditor", "/api/quotas", change, 403);
        get("auditor", "/api/reports/settlement", 200);
        get("auditor", "/api/reports/settlement?format=csv", 200);
        get("auditor", "/api/reports/settlement?from=2020-01-01", 404);
        get("auditor", "/api/reports/settlement?from=2027-01-02&to=2027-01-01", 422);
    }

    private void put(String account, String path, String body, int status) {
        Face.Answer answer = face.call(account, "PUT", path, "application/json", BodyPublishers.ofString(body));
        assertAsContract(answer, Method.PUT, path, status);
    }

    @Test
    void keepsAccountsAsTheContractSays() {
        Face.Answer proposed = post(
                "admin", "/api/accounts", NamedAccounts.wanted("contract", "operator", "B", NamedAccounts.ONE), 202);
        post("admin", "/api/accounts", "{\"account\":\"contract\"}", 400);
        String decision = "/api/proposals/" + proposed.json().at("/proposalId").asText() + "/decision";
        post("approver", decision, "{\"decision\":\"confirm\"}", 200);
        get("auditor", "/api/accounts", 200);
        get("operator", "/api/accounts", 403);
        Face.Answer change = face.call(
                "admin",
                "PUT",
                "/api/accounts/contract",
                "application/json",
                BodyPublishers.ofString("{\"mobile\":\"13800000002\",\"reason\":\"a new one\"}"));
        assertAsContract(change, Method.PUT, "/api/accounts/contract", 202);
        post("admin", "/api/accounts/contract/close", "{\"reason\":\"moved\"}", 202);
        post("operator", "/api/own-password", "{\"password\":\"anything at all\"}", 409);
        post("operator", "/api/opt-outs/corrections", "{\"numbers\":[\"8613800000005\"],\"reason\":\"typo\"}", 202);
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    private Face.Answer get(String account, String path, int status) {
        return assertAsContract(face.get(account, path), Method.GET, path, status);
    }

    private Face.Answer post(String account, String path, String body, int status) {
        return assertAsContract(face.post(account, path, body), Method.POST, path, status);
    }

    private static Face.Answer assertAsContract(Face.Answer answer, Method method, String path, int status) {
        assertThat(answer.status()).as(path + " " + answer.response().body()).isEqualTo(status);
        SimpleResponse.Builder response = new SimpleResponse.Builder(status);
        if (!answer.response().body().isEmpty()) {
            response.withContentType(answer.header("Content-Type"))
                    .withBody(answer.response().body());
        }
        String bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        assertThat(CONTRACT.validateResponse(bare, method, response.build()).getMessages())
                .as(method + " " + path + " " + answer.response().body())
                .isEmpty();
        return answer;
    }

    private static String alert(String identifier, String text) {
        return """
                {"identifier":"%s","sender":"11000041600000","sent":"%s","status":"actual",
                "msgType":"alert","scope":"public","kind":"whole-network","severity":"minor","eventType":"11B06",
                "smsText":"北京市气象台发布大风蓝色预警信号 %s","expires":"2099-01-01T00:00:00+08:00","audience":{"wholeNetwork":true}}"""
                .formatted(identifier, SENT, text);
    }
}
