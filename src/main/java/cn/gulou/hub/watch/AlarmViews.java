package cn.gulou.hub.watch;

import cn.gulou.hub.alert.Times;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes alarms as the HTTP face names them. Every value stands under its name even when it is null. */
@Component("alarmViews")
class AlarmViews {
    private static final int PAGE_SIZE = 50;

    private final Ledger ledger;
    private final ObjectMapper json;

    AlarmViews(Ledger ledger, ObjectMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    Map<String, Object> page(String state, int page) {
        List<Map<String, Object>> found = list(state, null, page);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("page", page);
        view.put("pageSize", PAGE_SIZE);
        view.put("more", found.size() > PAGE_SIZE);
        view.put("items", found.subList(0, Math.min(found.size(), PAGE_SIZE)));
        return view;
    }

    Map<String, Object> one(long alarmId) {
        return list(null, alarmId, 0).get(0);
    }

    private List<Map<String, Object>> list(String state, Long alarmId, int page) {
        OffsetDateTime now = ledger.now();
        return ledger.sql("list-alarms")
                .param("state", state)
                .param("alarmId", alarmId)
                .param("most", PAGE_SIZE + 1)
                .param("skipped", (long) page * PAGE_SIZE)
                .query((row, number) -> view(row, now))
                .list();
    }

    private Map<String, Object> view(ResultSet row, OffsetDateTime now) throws SQLException {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("alarmId", row.getString("alarm_id"));
        view.put("kind", row.getString("kind"));
        view.put("severity", row.getString("severity"));
        view.put("owner", row.getString("owner"));
        view.put("endsBy", row.getString("ends_by"));
        view.put("subject", row.getString("subject"));
        view.put("zh", row.getString("words_zh"));
        view.put("en", row.getString("words_en"));
        view.put("detail", detail(row.getString("detail")));
        view.put("state", row.getString("ended_at") == null ? "open" : "ended");
        for (String time : List.of("raised", "due", "told", "untold", "escalated", "acknowledged", "ended")) {
            view.put(time + "At", beijing(row.getObject(time + "_at", OffsetDateTime.class)));
        }
        view.put("acknowledgedBy", row.getString("acknowledged_by"));
        view.put("endedBy", row.getString("ended_by"));
        view.put("endReason", row.getString("end_reason"));
        view.put("secondsLeft", secondsLeft(row, now));
        return view;
    }

    /** Below zero when the clock has run out; null without a clock, or when the alarm is over. */
    private static Long secondsLeft(ResultSet row, OffsetDateTime now) throws SQLException {
        OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        return due == null || row.getString("ended_at") != null
                ? null
                : Duration.between(now, due).toSeconds();
    }

    private Object detail(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the detail of an alarm is no JSON", e);
        }
    }

    static String beijing(OffsetDateTime time) {
        return time == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.MILLIS)
                        .atZoneSameInstant(Times.BEIJING)
                        .toOffsetDateTime());
    }
}
