package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.EmptyLedger;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The ledger alone, on a real PostgreSQL. All of a try is one transaction, rolled back before the next. */
final class MoneyLedger implements AutoCloseable {
    static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T12:00:00+08:00");

    private final EmptyLedger ledger = new EmptyLedger();
    private final Connection connection;
    private final JdbcClient jdbc;
    private long alert;

    MoneyLedger() {
        try {
            connection = ledger.connect();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** An empty ledger with so many units of money. */
    void begin(int units, String chargeOn) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        jdbc.sql("UPDATE contract SET charge_on = :chargeOn")
                .param("chargeOn", chargeOn)
                .update();
        jdbc.sql("UPDATE budget SET reserved = 0, spent = 0, ceiling = :units * 0.30")
                .param("units", units)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO port (port, kind, source_address, rate, sessions, window_size, signature_by, message_ids,
                            ids_by_number, carrier, long_text, configured_at)
                        VALUES ('port', 'targeted', '12379', 330, 1, 128, 'carrier', 'same', false, 'carrier', 'segments', now())""")
                .update();
        alert = jdbc.sql(
                        """
                        INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status,
                            state, model, raw_sealed, received_at, queued_at)
                        VALUES ('upstream', 'http', 'JSON', 'test', 'money', '\\x00', 'ALERT', 'ACTUAL', 'ACCEPTED', '{}', '\\x00',
                            now(), now())
                        RETURNING alert_id""")
                .query(Long.class)
                .single();
    }

    /** A targeted broadcast to so many people, in chunks of three. */
    long broadcast(int people, int billable, int wire) {
        long id = jdbc.sql(
                        """
                        INSERT INTO broadcast (alert_id, kind, state, text, signature, signature_by, billable_segments, wire_segments,
                            audience, uncertain_policy, content_hash, expires_at, created_at, expanded_at, snapshot_at, recipients)
                        VALUES (:alert, 'targeted', 'SENDING', 'text', '', 'carrier', :billable, :wire, '{}', 'HOLD', 'h',
                            '2027-01-01', now(), now(), now(), :people)
                        RETURNING broadcast_id""")
                .param("alert", alert)
                .param("billable", billable)
                .param("wire", wire)
                .param("people", people)
                .query(Long.class)
                .single();
        jdbc.sql("INSERT INTO permit (broadcast_id, content_hash, expires_at) VALUES (:id, 'h', '2027-01-01')")
                .param("id", id)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO recipient SELECT :id, n, int4send(n), '\\x00', false, NULL FROM generate_series(0, :people - 1) n""")
                .param("id", id)
                .param("people", people)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO submission (broadcast_id, recipient_no, segment_no, state, state_at)
                        SELECT :id, n, s, 'PENDING', :now FROM generate_series(0, :people - 1) n, generate_series(1, :wire) s""")
                .param("id", id)
                .param("people", people)
                .param("wire", wire)
                .param("now", NOW)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO chunk (broadcast_id, chunk_no, first_recipient_no, last_recipient_no)
                        SELECT :id, n, n * 3, least(n * 3 + 3, :people) - 1 FROM generate_series(0, (:people + 2) / 3 - 1) n""")
                .param("id", id)
                .param("people", people)
                .update();
        return id;
    }

    /** The hub's statements, on this ledger. */
    MoneyMoves moves() {
        return new MoneyMoves(jdbc);
    }

    /** What must be empty (I5). */
    List<String> broken() {
        return jdbc.sql("SELECT detail FROM v_invariants_money")
                .query(String.class)
                .list();
    }

    int count(String condition) {
        return jdbc.sql("SELECT count(*) FROM submission WHERE " + condition)
                .query(Integer.class)
                .single();
    }

    /** Billable segments: spent and reserved. */
    BigDecimal used() {
        return jdbc.sql("SELECT (spent + reserved) / 0.30 FROM budget")
                .query(BigDecimal.class)
                .single();
    }

    /** People of whom one segment is at the carrier and another was stopped: half a message. */
    int halves() {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM (
                            SELECT FROM submission GROUP BY broadcast_id, recipient_no
                            HAVING bool_or(state = 'BUDGET_STOP' AND resends = 0) AND bool_or(state IN ('SUBMITTED', 'DELIVERED'))) AS half""")
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
