package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads broadcasts for those who decide about them. */
@Component
class Standings {
    private final Ledger ledger;

    Standings(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The broadcast, locked until the transaction ends.
     *
     * @throws Refusal 404 when there is none
     */
    Standing lock(long broadcastId) {
        return ledger.sql("lock-broadcast")
                .param("broadcastId", broadcastId)
                .query(this::standing)
                .optional()
                .orElseThrow(() -> new Refusal(404, "broadcast-unknown", "没有这个发布任务。", "There is no such broadcast."));
    }

    private Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                row.getLong("broadcast_id"),
                row.getLong("alert_id"),
                row.getString("source"),
                ledger.fromJson(row.getString("model"), Alert.class),
                Kind.of(row.getString("kind")),
                ledger.fromJson(row.getString("audience"), AudienceDefinition.class),
                BroadcastState.valueOf(row.getString("state")),
                List.of(ledger.fromJson(row.getString("reasons"), Violation[].class)),
                row.getString("content_hash") == null ? null : content(row),
                row.getString("content_hash"),
                row.getString("approval_reference"),
                row.getString("authorisation_reference"));
    }

    private static Content content(ResultSet row) throws SQLException {
        return new Content(
                row.getString("text"),
                row.getString("signature"),
                row.getString("signature_by"),
                row.getInt("billable_segments"),
                row.getInt("wire_segments"),
                row.getString("source_address"),
                row.getObject("send_after", OffsetDateTime.class),
                row.getObject("finish_by", OffsetDateTime.class),
                row.getObject("expires_at", OffsetDateTime.class),
                new ComplianceSettings.Window(
                        row.getObject("window_opens", LocalTime.class),
                        row.getObject("window_closes", LocalTime.class)),
                UncertainPolicy.valueOf(row.getString("uncertain_policy")),
                row.getBoolean("opt_out_override"));
    }
}
