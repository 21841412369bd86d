package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A flood of alerts is answered, every one: taken and kept, refused with a reason, or asked to come again. */
class FloodIT extends HubIT {
    private static final int CONNECTIONS = 32;
    private static final int ALERTS = 800;

    @Test
    void answersEveryAlert_losesNoneItTook_andStarvesNobodyElse() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Face.Answer>> flood = IntStream.range(0, ALERTS)
                    .mapToObj(number -> pool.submit(() -> face.post("drafter", "/api/alerts", alert(number))))
                    .toList();
            Face.Answer red = face.post("upstream", "/api/alerts", red());
            assertThat(red.status()).isEqualTo(202);
            String redId = red.json().path("alertId").asText();
            await().atMost(Duration.ofSeconds(5)).until(() -> !state(redId).equals("RECEIVED"));

            List<String> taken = taken(flood);
            assertThat(taken).isNotEmpty();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(taken)
                    .allSatisfy(id -> assertThat(state(id)).isEqualTo("ACCEPTED")));
            assertThat(taken).doesNotHaveDuplicates();
            assertThat(invariantsBroken()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> taken(List<Future<Face.Answer>> flood) throws InterruptedException, ExecutionException {
        List<String> taken = new ArrayList<>();
        int tooFast = 0;
        int unread = 0;
        for (Future<Face.Answer> call : flood) {
            Face.Answer answer = call.get();
            if (answer.status() == 202) {
                taken.add(answer.json().path("alertId").asText());
            } else if (answer.status() == 429 || answer.status() == 503) {
                assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
                tooFast++;
                unread += answer.response().body().contains("sooner than Retry-After") ? 1 : 0;
            } else {
                assertThat(answer.status()).isIn(400, 422);
                assertThat(answer.codes()).isNotBlank();
            }
        }
        assertThat(tooFast).as("what one source may not have").isPositive();
        assertThat(unread).as("refused at the door").isPositive();
        return taken;
    }

    private String state(String alertId) {
        return jdbc.sql("SELECT state FROM alert WHERE alert_id = :id")
                .param("id", Long.parseLong(alertId))
                .query(String.class)
                .single();
    }

    /** Every third is malformed, every fifth contradicts itself. */
    private static String alert(int number) {
        if (number % 3 == 2) {
            return "{\"identifier\": \"FLOOD-" + number + "\",";
        }
        return body("FLOOD-" + number, "Blue", number % 5 == 4 ? "\"kind\": \"targeted\"," : "");
    }

    private static String red() {
        return body("FLOOD-RED", "Red", "");
    }

    private static String body(String identifier, String severity, String more) {
        return """
                {"identifier": "%s", "sender": "11000041600000", "sent": "2026-11-23T15:05:00+08:00", "status": "Actual",
                 "msgType": "Alert", "scope": "Public", "severity": "%s", "eventType": "11B06", %s
                 "smsText": "市气象台发布大风预警信号，请注意防范。", "expires": "2099-01-01T00:00:00+08:00",
                 "audience": {"wholeNetwork": true}}"""
                .formatted(identifier, severity, more);
    }
}
