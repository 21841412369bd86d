package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.Times;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is uncertain in a broadcast, as people see it: how many, where, since when, why, and what becomes of it. */
@Component("uncertainViews")
public class UncertainViews {
    private static final Map<String, List<String>> WHY = Map.of(
            "no-answer", List.of("已提交，运营商未应答", "submitted, and the carrier did not answer"),
            "hub-stopped", List.of("提交时系统停止运行", "the hub stopped while it was being submitted"));
    private static final List<String> UNKNOWN = List.of("原因不明", "nobody knows");

    private final JdbcClient jdbc;
    private final Uncertain uncertain;

    UncertainViews(JdbcClient jdbc, Uncertain uncertain) {
        this.jdbc = jdbc;
        this.uncertain = uncertain;
    }

    /**
     * What is uncertain in one broadcast.
     *
     * @param policy what the approval orders: resend-now, wait-receipt, hold
     * @param proposal an order that waits for a second person; null when there is none
     */
    public record View(String broadcastId, String policy, int segments, List<Group> groups, Waiting proposal) {}

    /** Segments that may have gone through one port and are uncertain for one reason. */
    public record Group(String port, String reason, String zh, String en, int segments, String since, int resends) {}

    /** An order to resend that waits for a second person. */
    public record Waiting(int segments, String proposedBy, String proposedAt) {}

    /** @throws Refusal 404 when there is no such broadcast */
    public View list(long broadcastId) {
        String policy = jdbc.sql("SELECT coalesce(uncertain_policy, 'HOLD') FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Refusal(404, "broadcast-unknown", "没有这个发布任务", "there is no such broadcast"));
        List<Group> groups = jdbc.sql(SqlFile.read("dispatch/list-uncertain"))
                .param("broadcastId", broadcastId)
                .query((row, index) -> group(
                        row.getString("port"),
                        row.getString("reason"),
                        row.getInt("segments"),
                        row.getObject("since", OffsetDateTime.class),
                        row.getInt("resends")))
                .list();
        return new View(
                String.valueOf(broadcastId),
                policy.toLowerCase(Locale.ROOT).replace('_', '-'),
                groups.stream().mapToInt(Group::segments).sum(),
                groups,
                uncertain
                        .proposal(broadcastId)
                        .map(one -> new Waiting(one.segments(), one.by(), beijing(one.at())))
                        .orElse(null));
    }

    private static Group group(String port, String reason, int segments, OffsetDateTime since, int resends) {
        List<String> words = WHY.getOrDefault(reason, UNKNOWN);
        return new Group(port, reason, words.get(0), words.get(1), segments, beijing(since), resends);
    }

    private static String beijing(OffsetDateTime time) {
        return time.atZoneSameInstant(Times.BEIJING)
                .truncatedTo(ChronoUnit.MILLIS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
