package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Proposed;
import cn.gulou.hub.alert.Times;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** When a broadcast would begin and end, and what it would cost: window and grants (C-11), sendAfter and finishBy (C-03). */
@Component
class PreviewSchedule {
    /** No broadcast is looked at further ahead: it would have expired. */
    private static final int MOST_DAYS = 60;

    private final Ledger ledger;
    private final ComplianceSettings settings;
    private final Costs costs;

    PreviewSchedule(Ledger ledger, ComplianceSettings settings, Costs costs) {
        this.ledger = ledger;
        this.settings = settings;
        this.costs = costs;
    }

    /** @param seconds of sending; null when no port works now, so that nobody can say */
    Map<String, Object> of(Proposed proposed, Preview.Verdicts verdicts, long receive, Long seconds) {
        Content content = verdicts.content();
        OffsetDateTime now = ledger.now();
        String wanted = wanted(proposed, verdicts);
        boolean later = content.sendAfter() != null && content.sendAfter().isAfter(now);
        OffsetDateTime start = opening(wanted, later ? content.sendAfter() : now);
        OffsetDateTime end = start == null || seconds == null ? null : end(wanted, start, seconds);
        OffsetDateTime finishBy = Ledger.stored(proposed.alert().finishBy());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("state", state(verdicts.state(), start, now));
        view.put("heldUntil", start != null && start.isAfter(now) ? beijing(start) : null);
        view.put("sendAfter", beijing(content.sendAfter()));
        view.put("finishBy", beijing(finishBy));
        view.put("expiresAt", beijing(content.expiresAt()));
        view.put("estimatedSeconds", seconds);
        view.put("estimatedEnd", beijing(end));
        view.put("meetsFinishBy", finishBy == null || end == null ? null : !end.isAfter(finishBy));
        view.put(
                "outlivesExpiry", content.expiresAt() == null || end == null ? null : end.isAfter(content.expiresAt()));
        view.put("cost", costs.of(proposed.kind(), receive, content.billableSegments()));
        return view;
    }

    /** What window, grants and reserved periods ask of it (C-11, C-16). */
    private String wanted(Proposed proposed, Preview.Verdicts verdicts) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("kind", verdicts.kind());
        wanted.put("colour", verdicts.colour());
        wanted.put("eventType", proposed.alert().eventType());
        wanted.put("source", proposed.source());
        wanted.put("sender", proposed.alert().sender());
        return ledger.toJson(wanted);
    }

    private static String state(BroadcastState state, OffsetDateTime start, OffsetDateTime now) {
        boolean waits = state == BroadcastState.APPROVED && (start == null || start.isAfter(now));
        return (waits ? BroadcastState.DEFERRED : state)
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private OffsetDateTime opening(String wanted, OffsetDateTime from) {
        return moment(ledger.sql("find-opening"), wanted, from);
    }

    private OffsetDateTime end(String wanted, OffsetDateTime start, long seconds) {
        OffsetDateTime at = start;
        Duration left = Duration.ofSeconds(seconds);
        for (int pieces = 0; pieces < MOST_DAYS && at != null; pieces++) {
            OffsetDateTime closing = moment(ledger.sql("find-closing"), wanted, at);
            if (closing == null || !at.plus(left).isAfter(closing)) {
                return at.plus(left);
            }
            left = left.minus(Duration.between(at, closing));
            at = opening(wanted, closing);
        }
        return null;
    }

    private OffsetDateTime moment(StatementSpec statement, String wanted, OffsetDateTime from) {
        return statement
                .param("wanted", wanted)
                .param("from", from)
                .param("opens", settings.window().opens())
                .param("closes", settings.window().closes())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .list()
                .get(0);
    }

    private static String beijing(OffsetDateTime time) {
        return time == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.MILLIS)
                        .atZoneSameInstant(Times.BEIJING)
                        .toOffsetDateTime());
    }
}
