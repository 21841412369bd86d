package cn.gulou.hub.flow;

import cn.gulou.hub.privacy.Sealing;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows in the ledger, as the rooms before would have left them. */
final class LedgerRows {
    private final JdbcClient jdbc;
    private final Sealing sealing;

    LedgerRows(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    long alert(String source, String identifier) {
        return jdbc.sql(
                        """
                        INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status,
                            state, model, raw_sealed, received_at, queued_at)
                        VALUES (:source, 'http', 'NATIONAL', '11000041600000', :identifier, '\\x00', 'ALERT', 'ACTUAL',
                            'ACCEPTED', '{}', '\\x00', now(), now())
                        RETURNING alert_id""")
                .param("source", source)
                .param("identifier", identifier)
                .query(Long.class)
                .single();
    }

    /** A broadcast of two segments with a permit without a window; chunks and people come apart. */
    long broadcast(long alertId, String state, Integer recipients) {
        long id = jdbc.sql(
                        """
                        INSERT INTO broadcast (alert_id, kind, state, source_address, text, signature, signature_by,
                            billable_segments, wire_segments, colour, expires_at, audience, uncertain_policy, content_hash,
                            recipients, created_at, queued_at, expanded_at)
                        VALUES (:alertId, 'whole-network', :state, '12379', '大风黄色预警。', '【北京市应急管理事务中心】', 'hub',
                            2, 2, 'yellow', now() + interval '30 days', '{"wholeNetwork": true}', 'HOLD', repeat('0', 64),
                            :recipients, now(), now(), CASE WHEN :recipients::int IS NOT NULL THEN now() END)
                        RETURNING broadcast_id""")
                .param("alertId", alertId)
                .param("state", state)
                .param("recipients", recipients)
                .query(Long.class)
                .single();
        jdbc.sql(
                        "INSERT INTO permit (broadcast_id, content_hash, expires_at) SELECT :id, repeat('0', 64), now() + interval '30 days'")
                .param("id", id)
                .update();
        return id;
    }

    void recipient(long broadcastId, int recipientNo) {
        String number = "86138000%05d".formatted(recipientNo);
        jdbc.sql("INSERT INTO recipient VALUES (:id, :no, :index, :sealed, false, '110101')")
                .param("id", broadcastId)
                .param("no", recipientNo)
                .param("index", sealing.index(number))
                .param("sealed", sealing.seal(number))
                .update();
    }

    void segment(long broadcastId, int recipientNo, int segmentNo, String state, String reason, Integer receiptMillis) {
        jdbc.sql(
                        """
                        INSERT INTO submission (broadcast_id, recipient_no, segment_no, attempts, state, receipt_millis,
                            state_at, port, reason)
                        VALUES (:id, :no, :segment, 1, :state::submission_state, :millis, now(), 'port-1', :reason)""")
                .param("id", broadcastId)
                .param("no", recipientNo)
                .param("segment", segmentNo)
                .param("state", state)
                .param("millis", receiptMillis)
                .param("reason", reason)
                .update();
    }

    /** One recipient whose two segments stand alike. */
    void person(long broadcastId, int recipientNo, String state, String reason) {
        recipient(broadcastId, recipientNo);
        segment(broadcastId, recipientNo, 1, state, reason, null);
        segment(broadcastId, recipientNo, 2, state, reason, null);
    }

    void chunk(long broadcastId, int first, int last, String state) {
        jdbc.sql("INSERT INTO chunk VALUES (:id, 0, :first, :last, :state, now() + interval '1 hour')")
                .param("id", broadcastId)
                .param("first", first)
                .param("last", last)
                .param("state", state)
                .update();
    }

    void claim(long broadcastId, int segments, Instant claimedAt, Instant answeredAt) {
        jdbc.sql(
                        """
                        INSERT INTO claim (broadcast_id, chunk_no, port, segments, claimed_at, answered_at)
                        VALUES (:id, 0, 'port-1', :segments, :claimedAt, :answeredAt)""")
                .param("id", broadcastId)
                .param("segments", segments)
                .param("claimedAt", Timestamp.from(claimedAt))
                .param("answeredAt", Timestamp.from(answeredAt))
                .update();
    }

    void state(long broadcastId, String state) {
        jdbc.sql("UPDATE broadcast SET state = :state WHERE broadcast_id = :id")
                .param("state", state)
                .param("id", broadcastId)
                .update();
    }

    String state(long broadcastId) {
        return jdbc.sql("SELECT state FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .query(String.class)
                .single();
    }

    long count(long broadcastId, String state) {
        return jdbc.sql("SELECT count(*) FROM submission WHERE broadcast_id = :id AND state = :state::submission_state")
                .param("id", broadcastId)
                .param("state", state)
                .query(Long.class)
                .single();
    }
}
