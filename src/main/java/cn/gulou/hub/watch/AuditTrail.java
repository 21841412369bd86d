package cn.gulou.hub.watch;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail as an auditor reads it. Whoever reads is named in it too (C-43). */
@Component("auditTrail")
public class AuditTrail {
    private static final int PAGE_SIZE = 100;

    private final Ledger ledger;
    private final ObjectMapper json;

    AuditTrail(Ledger ledger, ObjectMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    /**
     * A page of it, oldest first.
     *
     * @param subject whole, as in {@code broadcast:5001}; null: all
     */
    @Transactional
    public Map<String, Object> page(String from, String to, String subject, String page, String account) {
        int wanted = page == null ? 0 : Integer.parseInt(page);
        List<Map<String, Object>> rows = ledger.sql("list-audit")
                .param("from", time(from, "from"))
                .param("to", time(to, "to"))
                .param("subject", subject)
                .param("most", PAGE_SIZE + 1)
                .param("skipped", (long) wanted * PAGE_SIZE)
                .query(this::view)
                .list();
        ledger.sql("note-audit-read")
                .param("account", account)
                .param("subject", subject)
                .update();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("page", wanted);
        view.put("pageSize", PAGE_SIZE);
        view.put("more", rows.size() > PAGE_SIZE);
        view.put("items", rows.subList(0, Math.min(rows.size(), PAGE_SIZE)));
        return view;
    }

    private static OffsetDateTime time(String written, String where) {
        try {
            return written == null ? null : OffsetDateTime.parse(written);
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    400,
                    List.of(new cn.gulou.hub.alert.Violation(
                            "time-malformed",
                            where,
                            "时间须带时区，如 2026-11-23T15:05:00+08:00。",
                            "A time carries its offset, as 2026-11-23T15:05:00+08:00.")));
        }
    }

    private Map<String, Object> view(ResultSet row, int number) throws SQLException {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("auditId", row.getString("audit_id"));
        view.put("at", AlarmViews.beijing(row.getObject("at", OffsetDateTime.class)));
        view.put("actor", row.getString("actor"));
        view.put("action", row.getString("action"));
        view.put("subject", row.getString("subject"));
        try {
            view.put("detail", json.readTree(row.getString("detail")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the detail of an audit row is no JSON", e);
        }
        view.put("hash", HexFormat.of().formatHex(row.getBytes("hash")));
        return view;
    }
}
