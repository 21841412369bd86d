package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.PreviewedTown.PREVIEW;
import static cn.gulou.hub.flow.PreviewedTown.alert;
import static cn.gulou.hub.flow.PreviewedTown.broadcast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview says what would become of an alert, as it would, to whoever may send one. */
class PreviewIT extends HubIT {
    private PreviewedTown districts;

    @BeforeEach
    void town() {
        districts = new PreviewedTown(jdbc, sealing, town, face);
        districts.settle();
    }

    @Test
    void countsWhomItWouldReach_asExpansionDoes_andWhatItWouldTake() {
        time.set(Instant.parse("2026-12-01T03:00:00Z"));
        JsonNode planned = broadcast(face.post("upstream", PREVIEW, alert("Blue", "\"wholeNetwork\": true", "")));

        assertThat(planned.path("recipients").path("recipients").asInt()).isEqualTo(1_000);
        assertThat(planned.path("recipients").path("receive").asInt()).isEqualTo(998);
        assertThat(planned.path("recipients").path("visitors").asInt()).isEqualTo(10);
        assertThat(planned.path("recipients").path("byDistrict")).hasSize(2);
        assertThat(planned.path("recipients")
                        .path("byDistrict")
                        .path(0)
                        .path("recipients")
                        .asInt())
                .isEqualTo(500);
        assertThat(planned.path("state").asText()).isEqualTo("approved");
        assertThat(planned.path("textAsReceived").asText()).startsWith("【北京市应急管理事务中心】市气象台");
        // 998 segments at 0.978 × 550 a second
        assertThat(planned.path("estimatedSeconds").asInt()).isEqualTo(2);
        assertThat(planned.path("verdicts")).hasSizeGreaterThan(10).allSatisfy(verdict -> {
            assertThat(verdict.path("outcome").asText()).isEqualTo("allowed");
            assertThat(verdict.path("clauses")).isNotEmpty();
        });

        long id = Long.parseLong(face.post("upstream", "/api/alerts", alert("Blue", "\"wholeNetwork\": true", ""))
                .json()
                .path("broadcasts")
                .path(0)
                .path("id")
                .asText());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> districts.number(
                                "SELECT coalesce(max(recipients), 0) FROM broadcast WHERE broadcast_id = " + id)
                        == 1_000);
        assertThat(districts.number(
                        "SELECT count(*) FROM submission WHERE state = 'SUPPRESSED' AND broadcast_id = " + id))
                .isEqualTo(2);
    }

    @Test
    void countsNamedPeopleOnce_andTheirMoney() {
        Face.Answer put = face.call(
                "operator",
                "PUT",
                "/api/groups/watchers?authorisationReference=A",
                "text/csv",
                BodyPublishers.ofString("8613800000001\n8613800000002\n8613800000003\n"));
        assertThat(put.status()).isEqualTo(200);
        JsonNode planned = broadcast(districts.asTheRegistersKeeper(alert(
                "Blue",
                "\"groups\": [\"watchers\"], \"numbers\": [\"8613800000001\", \"8613800000009\", \"8613800009999\"]",
                "\"authorisationReference\": \"A\",")));

        assertThat(planned.path("kind").asText()).isEqualTo("targeted");
        assertThat(planned.path("recipients").path("recipients").asInt()).isEqualTo(5);
        assertThat(planned.path("recipients").path("duplicates").asInt()).isEqualTo(1);
        assertThat(planned.path("recipients").path("optedOut").asInt()).isEqualTo(1);
        assertThat(planned.path("cost").path("amount").asText()).isEqualTo("1.20");
        assertThat(planned.path("state").asText()).isEqualTo("pending-approval");
    }

    @Test
    void saysWhichPolicyWantsAPerson_byWhichClause() {
        JsonNode planned = broadcast(face.post("drafter", PREVIEW, alert("Blue", "\"wholeNetwork\": true", "")));
        JsonNode unattended = verdict(planned, "unattended");
        assertThat(unattended.path("outcome").asText()).isEqualTo("needs-person");
        assertThat(unattended.path("clauses").toString()).contains("C-03a");
        assertThat(unattended.path("reasons").path(0).path("zh").asText()).isNotBlank();
    }

    @Test
    void isLimitedAsAlertsAre() {
        ExecutorService callers = Executors.newFixedThreadPool(64);
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 400)
                .mapToObj(call -> CompletableFuture.supplyAsync(
                        () -> face.post("drafter", PREVIEW, "[]").status(), callers))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).contains(400, 429);
        callers.shutdown();
        await().until(() -> face.post("drafter", PREVIEW, "[]").status() == 400);
    }

    @Test
    void refusesAsAnAlertIsRefused() {
        for (String body : List.of(
                "{\"identifier\":",
                "[]",
                "<alert/>",
                "{}",
                alert("Blue", "\"wholeNetwork\": true", "\"kind\": \"targeted\","))) {
            Face.Answer posted = face.post("upstream", "/api/alerts", body);
            Face.Answer previewed = face.post("upstream", PREVIEW, body);
            assertThat(previewed.status() + previewed.codes()).as(body).isEqualTo(posted.status() + posted.codes());
        }
        assertThat(face.call("upstream", "POST", PREVIEW, "text/plain", BodyPublishers.ofString("x"))
                        .status())
                .isEqualTo(415);
        assertThat(face.post("auditor", PREVIEW, alert("Blue", "\"wholeNetwork\": true", ""))
                        .status())
                .isEqualTo(403);
        assertThat(face.get("upstream", PREVIEW).status()).isEqualTo(405);
    }

    @Test
    void readsWhatAnAlertMayBeWrittenIn() {
        String xml =
                """
                <?xml version="1.0" encoding="UTF-8"?><alert><identifier>11000041600000_20261123150500</identifier><sender>北京市气象台</sender>
                <senderCode>11000041600000</senderCode><sendTime>2026-11-23 15:05:00+08:00</sendTime><status>Exercise</status><msgType>Alert</msgType>
                <scope>Public</scope><code><method><methodName>SMS</methodName><message>演练：大风蓝色预警信号</message><audienceGrp>WHOLE-NETWORK</audienceGrp></method></code>
                <info><eventType>11B06</eventType><severity>Blue</severity></info></alert>""";
        JsonNode planned =
                broadcast(face.call("upstream", "POST", PREVIEW, "application/xml", BodyPublishers.ofString(xml)));
        assertThat(planned.path("kind").asText()).isEqualTo("drill");
    }

    private static JsonNode verdict(JsonNode planned, String policy) {
        for (JsonNode verdict : planned.path("verdicts")) {
            if (verdict.path("policy").asText().equals(policy)) {
                return verdict;
            }
        }
        throw new AssertionError("no verdict of " + policy);
    }
}
