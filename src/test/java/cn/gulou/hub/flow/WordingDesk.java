package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Consumer;

/** Posts alerts and orders about their wording as people do, and holds every answer against the contract. */
final class WordingDesk {
    private static final OpenApiInteractionValidator CONTRACT =
            OpenApiInteractionValidator.createFor("/openapi/hub.json").build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Face face;

    WordingDesk(int port) {
        face = new Face(port);
    }

    /** A whole-network alert with this text; returns the id of its broadcast. */
    String alert(String account, String text) {
        return alert(account, text, body -> {});
    }

    String targeted(String text) {
        return alert("upstream", text, body -> {
            body.put("kind", "targeted").put("authorisationReference", "A-1");
            body.putObject("audience").putArray("numbers").add("13800000000");
        });
    }

    String alert(String account, String text, Consumer<ObjectNode> change) {
        ObjectNode body = JSON.createObjectNode();
        body.put("identifier", "WORDING-" + System.nanoTime())
                .put("sender", "11000041600000")
                .put("sent", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("status", "Actual")
                .put("msgType", "Alert")
                .put("scope", "Public")
                .put("severity", "Moderate")
                .put("eventType", "11B06")
                .put("smsText", text);
        body.putObject("audience").put("wholeNetwork", true);
        change.accept(body);
        return post(account, "/alerts", body.toString(), 202)
                .json()
                .at("/broadcasts/0/id")
                .asText();
    }

    void awaitState(String broadcastId, String... states) {
        await().untilAsserted(() -> assertThat(states).contains(state(broadcastId)));
    }

    String state(String broadcastId) {
        return get("approver", "/broadcasts/" + broadcastId, 200)
                .json()
                .at("/state")
                .asText();
    }

    Face.Answer get(String account, String path, int status) {
        return call(account, "GET", path, null, status);
    }

    Face.Answer post(String account, String path, String body, int status) {
        return call(account, "POST", path, body, status);
    }

    Face.Answer put(String account, String path, String body, int status) {
        return call(account, "PUT", path, body, status);
    }

    Face.Answer delete(String account, String path, int status) {
        return call(account, "DELETE", path, null, status);
    }

    private Face.Answer call(String account, String method, String path, String body, int status) {
        Face.Answer answer = face.call(
                account,
                method,
                "/api" + path,
                body == null ? null : "application/json",
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        assertThat(answer.status()).as(path + " " + answer.response().body()).isEqualTo(status);
        SimpleResponse response = new SimpleResponse.Builder(status)
                .withContentType(answer.header("Content-Type"))
                .withBody(answer.response().body())
                .build();
        String bare = path.replaceFirst("\\?.*", "");
        assertThat(CONTRACT.validateResponse("/api" + bare, Method.valueOf(method), response)
                        .getMessages())
                .as(method + " " + path + " " + answer.response().body())
                .isEmpty();
        return answer;
    }

    static String json(String... fields) {
        ObjectNode body = JSON.createObjectNode();
        Arrays.stream(fields).map(field -> field.split("=", 2)).forEach(field -> body.put(field[0], field[1]));
        return body.toString();
    }
}
