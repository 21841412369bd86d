package cn.gulou.hub.flow;

import cn.gulou.hub.privacy.Sealing;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;

/** Subscribers, and approved broadcasts to all of them, as the rooms before dispatch would have left them. */
final class Town {
    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final JmsTemplate jms;

    Town(JdbcClient jdbc, Sealing sealing, JmsTemplate jms) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.jms = jms;
    }

    /** Numbers 8613800000000 upward. */
    void people(int count) {
        byte[][] indexes = new byte[count][];
        byte[][] sealed = new byte[count][];
        IntStream.range(0, count).forEach(n -> {
            String number = String.valueOf(8613800000000L + n);
            indexes[n] = sealing.index(number);
            sealed[n] = sealing.seal(number);
        });
        jdbc.sql(
                        """
                        INSERT INTO subscriber (number_index, number_sealed, visitor, imported_at)
                        SELECT i, s, false, now() FROM unnest(:indexes::bytea[], :sealed::bytea[]) AS one (i, s)""")
                .param("indexes", indexes)
                .param("sealed", sealed)
                .update();
    }

    /** Everybody is a drill number too. */
    void drillNumbers() {
        jdbc.sql(
                        """
                        INSERT INTO drill_number (number_index, number_sealed, proposed_by, confirmed_by, added_at)
                        SELECT number_index, number_sealed, 'test', 'test', now() FROM subscriber ON CONFLICT DO NOTHING""")
                .update();
    }

    /** Sends a one-segment text to everyone. */
    long broadcast(String policy) {
        return broadcast(policy, "大风黄色预警，请注意防范。", 1, 4);
    }

    long broadcast(String policy, String text, int segments, int priority) {
        return broadcast("whole-network", policy, text, segments, priority);
    }

    long broadcast(String kind, String policy, String text, int segments, int priority) {
        long alert = jdbc.sql(
                        """
                        INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status,
                            state, model, raw_sealed, received_at, queued_at)
                        VALUES ('upstream', 'http', 'JSON', 'test', gen_random_uuid()::text, '\\x00', 'ALERT',
                            CASE :kind WHEN 'drill' THEN 'EXERCISE' ELSE 'ACTUAL' END, 'ACCEPTED', '{"references": [], "defects": []}', '\\x00', now(), now())
                        RETURNING alert_id""")
                .param("kind", kind)
                .query(Long.class)
                .single();
        long id = jdbc.sql(
                        """
                        INSERT INTO broadcast (alert_id, kind, source_address, text, signature, signature_by, priority,
                            billable_segments, wire_segments, audience, uncertain_policy, content_hash, expires_at, created_at)
                        VALUES (:alert, :kind, '12379', :text, '【北京市应急管理事务中心】', 'hub', :priority,
                            :segments, :segments, '{"wholeNetwork": true, "groups": [], "geocodes": [], "polygons": [], "circles": [], "numberCount": 0,
                              "resolvable": true, "unresolved": []}',
                            :policy, 'h', now() + interval '1 day', now())
                        RETURNING broadcast_id""")
                .param("alert", alert)
                .param("kind", kind)
                .param("text", text)
                .param("segments", segments)
                .param("priority", priority)
                .param("policy", policy)
                .query(Long.class)
                .single();
        jdbc.sql(
                        "INSERT INTO permit (broadcast_id, content_hash, expires_at) VALUES (:id, 'h', now() + interval '1 day')")
                .param("id", id)
                .update();
        jdbc.sql("UPDATE broadcast SET state = 'APPROVED' WHERE broadcast_id = :id")
                .param("id", id)
                .update();
        jms.convertAndSend("hub.approved", String.valueOf(id));
        return id;
    }

    String state(long broadcastId) {
        return jdbc.sql("SELECT state FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .query(String.class)
                .single();
    }

    /** Rows of a table, after which a WHERE may stand. */
    int count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
    }

    int count(long broadcastId, String... states) {
        return jdbc.sql(
                        "SELECT count(*) FROM submission WHERE broadcast_id = :id AND state::text = ANY (:states::text[])")
                .param("id", broadcastId)
                .param("states", states)
                .query(Integer.class)
                .single();
    }
}
