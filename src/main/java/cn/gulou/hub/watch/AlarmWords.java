package cn.gulou.hub.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes what became of an alarm, and the daily head of the audit, as hub.status carries them. No personal data. */
@Component("alarmWords")
public class AlarmWords {
    private final Ledger ledger;
    private final ObjectMapper json;

    AlarmWords(Ledger ledger, ObjectMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    public String json(Map<String, Object> word) throws JsonProcessingException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("entity", "alarm");
        told.put("alarmId", String.valueOf(word.get("alarm_id")));
        told.put("kind", word.get("kind"));
        told.put("severity", word.get("severity"));
        told.put("subject", word.get("subject"));
        told.put("state", word.get("word"));
        told.put("zh", word.get("words_zh"));
        told.put("en", word.get("words_en"));
        told.put("dueAt", time(word.get("due_at")));
        told.put("at", time(word.get("at")));
        return json.writeValueAsString(told);
    }

    /** The same at every try, another in every database. */
    public String duplicateId(Map<String, Object> word) {
        Instant at = ((java.sql.Timestamp) word.get("at")).toInstant();
        return "alarm-word-" + word.get("word_id") + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public java.time.OffsetDateTime now() {
        return ledger.now();
    }

    private static String time(Object column) {
        return column instanceof java.sql.Timestamp time
                ? AlarmViews.beijing(time.toInstant().atOffset(ZoneOffset.UTC))
                : null;
    }
}
