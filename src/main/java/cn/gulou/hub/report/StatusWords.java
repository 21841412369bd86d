package cn.gulou.hub.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes a move of an alert or a broadcast as the upstream system reads it (docs/upstream-api.md). No personal data. */
@Component("statusWords")
public class StatusWords {
    private static final ObjectMapper JSON = new ObjectMapper();

    public String json(Map<String, Object> columns) throws JsonProcessingException {
        Row row = new Row(columns);
        Map<String, Object> word = new LinkedHashMap<>();
        word.put("entity", row.text("entity"));
        word.put("alertId", row.text("alert_id"));
        word.put("identifier", row.text("identifier"));
        word.put("broadcastId", row.text("broadcast_id"));
        word.put("state", row.name("state"));
        DrillMark.put(word, "drill".equals(row.text("purpose")));
        word.put("reasons", row.violations("reasons"));
        word.put("at", row.time("at"));
        return JSON.writeValueAsString(word);
    }

    /** Names the word for the broker, which drops a second one: the same at every try, another in every database. */
    public String duplicateId(Map<String, Object> columns) {
        Row row = new Row(columns);
        Instant at = row.instant("at");
        return "status-" + row.number("status_id") + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
