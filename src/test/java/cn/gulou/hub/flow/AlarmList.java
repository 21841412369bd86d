package cn.gulou.hub.flow;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The hub's alarms, as an operator lists them. */
final class AlarmList {
    private final Face face;

    AlarmList(Face face) {
        this.face = face;
    }

    List<JsonNode> in(String state) {
        List<JsonNode> alarms = new ArrayList<>();
        face.get("operator", "/api/alarms?state=" + state).json().path("items").forEach(alarms::add);
        return alarms;
    }

    JsonNode awaitAlarm(String kind, String about) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> find("open", kind, about), found -> found != null);
    }

    void awaitEnded(String kind, String about) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> find("ended", kind, about) != null && find("open", kind, about) == null);
    }

    private JsonNode find(String state, String kind, String about) {
        return in(state).stream()
                .filter(alarm -> alarm.path("kind").asText().equals(kind)
                        && alarm.path("subject").asText().equals(about))
                .findFirst()
                .orElse(null);
    }
}
