package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.SampleAlert.ALERT;
import static cn.gulou.hub.flow.SampleAlert.DAY;
import static cn.gulou.hub.flow.SampleAlert.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** By HTTP, on the real hub: an alert is stored once, whatever comes again, and handed on. */
class IngestIT extends HubIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Autowired
    private CamelContext camel;

    private SampleAlert sample;

    @BeforeEach
    void onTheDay() {
        time.set(DAY);
        sample = new SampleAlert(port, jdbc);
    }

    @Test
    void answersOnceItIsStored_andHandsItOn() throws Exception {
        HttpResponse<String> answer = sample.post(ALERT, "application/xml");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.get("alertId").asText()).isEqualTo(String.valueOf(firstAlert));
        assertThat(body.get("identifier").asText()).isEqualTo("11000041600000_20261123153012");
        assertThat(body.get("state").asText()).isEqualTo("received");
        assertThat(body.at("/broadcasts/0/id").asText()).isEqualTo("5001");
        assertThat(body.at("/broadcasts/0/kind").asText()).isEqualTo("whole-network");
        assertThat(body.at("/broadcasts/0/state").asText()).isEqualTo("received");
        await().atMost(SOON).until(() -> sample.count("alert WHERE queued_at IS NOT NULL") == 1);
        await().atMost(SOON).until(() -> sample.count("alert WHERE state = 'ACCEPTED'") == 1);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void theSameAlertPostedTwentyTimesAtOnceIsOneBroadcast() {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // copies differ in white space
            calls.add(http.sendAsync(
                    sample.request(
                            ALERT.replace("<status>", " ".repeat(i) + "<status>")
                                    .getBytes(UTF_8),
                            "application/xml"),
                    HttpResponse.BodyHandlers.ofString()));
        }
        List<HttpResponse<String>> answers =
                calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 202);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202))
                .hasSize(1);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(sample.count("alert")).isEqualTo(1);
        assertThat(sample.count("broadcast")).isEqualTo(1);
    }

    @Test
    void changedContentUnderTheSameIdentityIsAConflictAndAnAlarm() throws Exception {
        sample.post(ALERT, "application/xml");
        long alarms = sample.count("audit WHERE action = 'identity-conflict'");

        HttpResponse<String> answer = sample.post(ALERT.replace("15:05:00", "15:05:01"), "application/xml");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(sample.count("audit WHERE action = 'identity-conflict'")).isEqualTo(alarms + 1);
        assertThat(sample.count("refusal WHERE status_code = 409")).isEqualTo(1);
        assertThat(sample.count("broadcast")).isEqualTo(1);
        sample.post(ALERT.replace("15:05:00", "15:05:02"), "application/xml");
        assertThat(sample.count(
                        "alarm WHERE kind = 'identity-conflict' AND subject = 'source:upstream' AND ended_at IS NULL"))
                .as("one for the source, not one for each message")
                .isEqualTo(1);
    }

    @Test
    void aRefusedAlertLeavesARecordAndDoesNotOccupyItsIdentity() throws Exception {
        String wrong = ALERT.replace("<scope>Public</scope>", "").replace(">Yellow<", ">Purple<");

        HttpResponse<String> answer = sample.post(wrong, "application/xml");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("element-missing", "value-not-listed")
                .doesNotContain("Purple");
        assertThat(sample.count("refusal WHERE identifier = '11000041600000_20261123153012'"))
                .isEqualTo(1);
        assertThat(sample.count("alert")).isZero();
        assertThat(sample.post(ALERT, "application/xml").statusCode()).isEqualTo(202);
    }

    @Test
    void whatWasStoredButNeverQueuedIsSwept() throws Exception {
        camel.getRouteController().stopRoute("queue-alert");
        try {
            assertThat(sample.post(ALERT, "application/xml").statusCode()).isEqualTo(202);
            assertThat(sample.count("alert WHERE queued_at IS NULL AND state = 'RECEIVED'"))
                    .isEqualTo(1);
        } finally {
            camel.getRouteController().startRoute("queue-alert");
        }
        time.set(time.instant().plusSeconds(60));

        await().atMost(SOON).until(() -> sample.count("alert WHERE queued_at IS NOT NULL AND state = 'ACCEPTED'") == 1);
    }
}
