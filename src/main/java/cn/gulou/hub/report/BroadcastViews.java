package cn.gulou.hub.report;

import cn.gulou.hub.alert.BroadcastState;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows broadcasts and alerts as the HTTP face names them. Every value stands under its name even when it is null. */
@Component("broadcastViews")
public class BroadcastViews {
    static final int PAGE_SIZE = 50;

    private static final Set<BroadcastState> MAY_YET_SEND = EnumSet.of(
            BroadcastState.APPROVED,
            BroadcastState.DEFERRED,
            BroadcastState.EXPANDING,
            BroadcastState.SENDING,
            BroadcastState.PAUSED);

    private final Clock clock;

    BroadcastViews(Clock clock) {
        this.clock = clock;
    }

    /** A page of broadcasts; each row holds the count of all, and an empty page is one empty row. */
    public Map<String, Object> page(List<Map<String, Object>> rows, int page) {
        long total = new Row(rows.get(0)).number("total");
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("page", page);
        view.put("pageSize", PAGE_SIZE);
        view.put("total", total);
        view.put("more", (page + 1L) * PAGE_SIZE < total);
        view.put("items", summaries(rows));
        return view;
    }

    /** An alert and its broadcasts. */
    public Map<String, Object> alert(Map<String, Object> columns, List<Map<String, Object>> broadcasts) {
        Row alert = new Row(columns);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("alertId", alert.text("alert_id"));
        view.put("sender", alert.text("sender"));
        view.put("identifier", alert.text("identifier"));
        view.put("source", alert.text("source"));
        view.put("wayIn", alert.text("way_in"));
        view.put("dialect", alert.name("dialect"));
        view.put("messageType", alert.name("message_type"));
        view.put("status", alert.name("status"));
        DrillMark.put(view, "drill".equals(alert.text("purpose")));
        view.put("state", alert.name("state"));
        view.put("reasons", alert.violations("reasons"));
        view.put("receivedAt", alert.time("received_at"));
        view.put("broadcasts", summaries(broadcasts));
        return view;
    }

    /** Everything about one broadcast, with its live counts. */
    public Map<String, Object> full(
            Map<String, Object> columns,
            List<Map<String, Object>> submissionRows,
            List<Map<String, Object>> recipientRows) {
        Row row = new Row(columns);
        Counts segments = Counts.of(submissionRows, "segments");
        Instant now = clock.instant();
        Map<String, Object> view = summary(row);
        putPermit(view, row, now);
        view.put("segments", row.raw("expanded_at") == null ? null : segments.total());
        view.put("counts", segments.named());
        view.put("recipientCounts", Counts.of(recipientRows, "recipients").named());
        putProgress(view, row, segments, now);
        return view;
    }

    private static void putPermit(Map<String, Object> view, Row row, Instant now) {
        boolean asked = MAY_YET_SEND.contains(BroadcastState.valueOf(row.text("state")));
        view.put("permitRefusal", asked ? PermitWords.of(row.text("permit_refusal")) : null);
        view.put("heldUntil", asked ? Row.beijing(PermitWords.until(row, now)) : null);
    }

    private static void putProgress(Map<String, Object> view, Row row, Counts segments, Instant now) {
        Pace pace = new Pace(row.instant("started_at"), row.instant("ended_at"), segments.answered());
        boolean sending = "SENDING".equals(row.text("state"));
        view.put("percent", row.raw("expanded_at") == null ? null : segments.percentFinal());
        view.put("ratePerSecond", pace.perSecond());
        view.put("estimatedEnd", sending ? Row.beijing(pace.end(segments.sum(Counts.WAITING), now)) : null);
    }

    private List<Map<String, Object>> summaries(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(Row::new)
                .filter(row -> row.raw("broadcast_id") != null)
                .map(this::summary)
                .toList();
    }

    private Map<String, Object> summary(Row row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("broadcastId", row.text("broadcast_id"));
        view.put("alertId", row.text("alert_id"));
        view.put("identifier", row.text("identifier"));
        view.put("kind", row.text("kind"));
        DrillMark.put(view, "drill".equals(row.text("kind")));
        view.put("state", row.name("state"));
        view.put("reasons", row.violations("reasons"));
        view.put("supersededBy", row.text("superseded_by"));
        view.put("colour", row.text("colour"));
        view.put("sourceAddress", row.text("source_address"));
        putText(view, row);
        view.put("audience", row.json("audience"));
        view.put("contentHash", row.text("content_hash"));
        view.put("uncertainPolicy", row.name("uncertain_policy"));
        view.put("approvalReference", row.text("approval_reference"));
        view.put("authorisationReference", row.text("authorisation_reference"));
        view.put("recipients", row.raw("expanded_at") == null ? null : row.number("recipients"));
        putTimes(view, row);
        return view;
    }

    private static void putText(Map<String, Object> view, Row row) {
        String text = row.text("text");
        String signature = row.text("signature");
        view.put("text", text);
        view.put("signature", signature);
        view.put("textAsReceived", text == null ? null : (signature == null ? "" : signature) + text);
        view.put("billableSegments", row.number("billable_segments"));
        view.put("wireSegments", row.number("wire_segments"));
    }

    private static void putTimes(Map<String, Object> view, Row row) {
        view.put("createdAt", row.time("created_at"));
        view.put("sendAfter", row.time("send_after"));
        view.put("finishBy", row.time("finish_by"));
        view.put("expiresAt", row.time("expires_at"));
        view.put("snapshotAt", row.time("snapshot_at"));
        view.put("startedAt", row.time("started_at"));
        view.put("endedAt", row.time("ended_at"));
        view.put("completedAt", row.time("completed_at"));
    }
}
