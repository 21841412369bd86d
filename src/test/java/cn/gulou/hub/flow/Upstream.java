package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** An upstream system that posts alerts as JSON, each a second later than the one before, and looks what became of them. */
final class Upstream {
    static final String SENDER = "11000041600000";

    private final Face face;
    private final AtomicInteger count = new AtomicInteger();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);

    Upstream(Face face) {
        this.face = face;
    }

    /** An alert to everyone that waits to be changed and posted. */
    Draft draft(String messageType, String text) {
        return new Draft(messageType, text);
    }

    /** Its state and reasons. */
    JsonNode alert(String alertId) {
        return face.get("operator", "/api/alerts/" + alertId).json();
    }

    String state(String alertId) {
        return alert(alertId).at("/state").asText();
    }

    void await(Posted alert, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(state(alert.alertId()))
                .isEqualTo(state));
    }

    /** Until it waits for what it refers to. */
    void awaitParked(Posted alert) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(codes(alert.alertId()))
                .contains("reference-unknown"));
        assertThat(state(alert.alertId())).isEqualTo("received");
    }

    String codes(String alertId) {
        return String.join(" ", alert(alertId).at("/reasons").findValuesAsText("code"));
    }

    /** One alert being written. */
    final class Draft {
        private final Map<String, String> fields = new LinkedHashMap<>();
        private String account = "upstream";

        private Draft(String messageType, String text) {
            int number = count.incrementAndGet();
            text("identifier", "LIFE-" + System.nanoTime() + "-" + number);
            text("sender", SENDER);
            sent(number);
            text("status", "Actual");
            text("msgType", messageType);
            text("scope", "Public");
            text("severity", "Unknown");
            text("eventType", "11B06");
            if (text != null) {
                text("smsText", text);
            }
            raw("audience", "{\"wholeNetwork\": true}");
        }

        Draft by(String who) {
            account = who;
            return this;
        }

        /** Sent so many seconds after the first. */
        Draft sent(int seconds) {
            return text("sent", at(seconds).toString());
        }

        Draft text(String name, String value) {
            return raw(name, "\"" + value + "\"");
        }

        Draft raw(String name, String json) {
            fields.put(name, json);
            return this;
        }

        /** Refers to these by bare identifier, as the national profile does. */
        Draft refersTo(String... identifiers) {
            return raw(
                    "references",
                    java.util.Arrays.stream(identifiers)
                            .map(identifier -> "\"" + identifier + "\"")
                            .collect(Collectors.joining(",", "[", "]")));
        }

        String identifier() {
            return fields.get("identifier").replace("\"", "");
        }

        String json() {
            return fields.entrySet().stream()
                    .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        Face.Answer post() {
            return face.post(account, "/api/alerts", json());
        }

        /** Posted and taken. */
        Posted posted() {
            Face.Answer answer = post();
            if (answer.status() != 202) {
                throw new AssertionError(
                        answer.status() + " " + answer.response().body());
            }
            JsonNode taken = answer.json();
            return new Posted(
                    taken.at("/alertId").asText(),
                    identifier(),
                    taken.at("/broadcasts/0/id").asLong(0));
        }
    }

    private OffsetDateTime at(int seconds) {
        return start.plusSeconds(seconds).atOffset(ZoneOffset.ofHours(8));
    }

    /** An alert that was taken; its first broadcast, or 0. */
    record Posted(String alertId, String identifier, long broadcast) {}
}
