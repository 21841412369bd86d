package cn.gulou.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusWordsTest {
    private final StatusWords words = new StatusWords();

    @Test
    void tellsAMoveOfAnAlert() throws JsonProcessingException {
        Map<String, Object> row = row("alert", "ACCEPTED");
        row.put("alert_id", 1001L);
        row.put("identifier", "ID-1");

        assertThat(words.json(row))
                .isEqualTo(
                        "{\"entity\":\"alert\",\"alertId\":\"1001\",\"identifier\":\"ID-1\",\"broadcastId\":null,"
                                + "\"state\":\"accepted\",\"drill\":false,\"mark\":\"\",\"reasons\":[],\"at\":\"2026-12-01T08:30:00+08:00\"}");
    }

    @Test
    void tellsAnAnnouncementInAFormOfItsOwn() throws JsonProcessingException {
        Map<String, Object> row = row("announcement", "port-stopped");
        row.put("announcement_id", 701L);
        row.put("subject", "port:one");
        row.put("zh", "端口已由人停止。");
        row.put("en", "A person has stopped a port.");
        row.put("detail", "{}");

        assertThat(words.json(row))
                .isEqualTo("{\"entity\":\"announcement\",\"announcementId\":\"701\",\"kind\":\"port-stopped\","
                        + "\"subject\":\"port:one\",\"zh\":\"端口已由人停止。\",\"en\":\"A person has stopped a port.\","
                        + "\"detail\":{},\"at\":\"2026-12-01T08:30:00+08:00\"}");
    }

    private static Map<String, Object> row(String entity, String state) {
        Map<String, Object> row = new HashMap<>();
        row.put("entity", entity);
        row.put("state", state);
        row.put("reasons", "[]");
        row.put("at", Timestamp.from(Instant.parse("2026-12-01T00:30:00Z")));
        return row;
    }
}
