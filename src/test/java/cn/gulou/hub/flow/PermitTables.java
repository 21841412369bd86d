package cn.gulou.hub.flow;

import cn.gulou.hub.alert.EmptyLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A ledger with one broadcast in it, asked over connections that were opened in JVM zones of their own. */
final class PermitTables implements AutoCloseable {
    static final long BROADCAST = 5001;
    static final String SOURCE = "centre";
    static final String SENDER = "11000041600000";
    static final String EVENT_TYPE = "11B06";

    private static final String ROWS =
            """
            INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status, model,
                raw_sealed, received_at)
            VALUES ('centre', 'http', 'JSON', '11000041600000', 'one', '\\x00', 'ALERT', 'ACTUAL', '{"eventType": "11B06"}',
                '\\x00', now());
            INSERT INTO broadcast (alert_id, kind, colour, source_address, wire_segments, audience, content_hash, expires_at,
                created_at)
            VALUES (1001, 'whole-network', 'yellow', '12379', 1, '{"wholeNetwork": true}', 'h', now(), now());
            INSERT INTO permit (broadcast_id, content_hash, expires_at) VALUES (5001, 'h', now());
            INSERT INTO port (port, kind, source_address, rate, sessions, window_size, signature_by, long_text, message_ids,
                ids_by_number, carrier, configured_at)
            VALUES ('one', 'whole-network', '12379', 100, 1, 1, 'hub', 'segments', 'same', false, 'one', now());
            """;

    private final EmptyLedger ledger = new EmptyLedger();
    private final Map<String, JdbcClient> byZone = new HashMap<>();

    PermitTables() {
        // what was approved never changes, but in these tables
        in("UTC").sql("ALTER TABLE permit DISABLE TRIGGER approved_stays").update();
        in("UTC").sql(ROWS).update();
    }

    /** The ledger as a JVM of this zone talks to it: the driver tells the server its zone when it connects. */
    JdbcClient in(String zone) {
        return byZone.computeIfAbsent(zone, name -> {
            TimeZone before = TimeZone.getDefault();
            TimeZone.setDefault(TimeZone.getTimeZone(name));
            try {
                return JdbcClient.create(new SingleConnectionDataSource(ledger.connect(), true));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                TimeZone.setDefault(before);
            }
        });
    }

    void set(PermitScenario scenario, String zone) {
        JdbcClient jdbc = in(zone);
        jdbc.sql("TRUNCATE send_grant, guarantee_period, sending_stop RESTART IDENTITY")
                .update();
        jdbc.sql(
                        """
                        UPDATE permit SET window_opens = :opens, window_closes = :closes, not_before = :notBefore,
                            expires_at = :expires, paused_at = CASE WHEN :paused THEN now() END""")
                .param("opens", time(scenario.opens()))
                .param("closes", time(scenario.closes()))
                .param("notBefore", scenario.notBefore() == null ? null : at(scenario.notBefore()))
                .param("expires", at(scenario.expires()))
                .param("paused", scenario.paused())
                .update();
        if (scenario.stopped()) {
            jdbc.sql("INSERT INTO sending_stop (reason, stopped_by, stopped_at) VALUES ('test', 'one', now())")
                    .update();
        }
        scenario.grants().forEach(grant -> grant(jdbc, grant));
        scenario.periods().forEach(period -> period(jdbc, period));
    }

    private static void grant(JdbcClient jdbc, PermitScenario.Grant grant) {
        jdbc.sql("INSERT INTO send_grant (valid_from, valid_until, reference, granted_by, " + column(grant.scope())
                        + ") VALUES (:from, :until, gen_random_uuid()::text, 'one', " + value(grant) + ")")
                .param("from", at(grant.from()))
                .param("until", at(grant.from() + grant.minutes()))
                .update();
    }

    private static String column(String scope) {
        return scope.equals("any") ? "kind" : scope;
    }

    private static String value(PermitScenario.Grant grant) {
        return switch (grant.scope()) {
            case "kind" -> grant.covers() ? "'whole-network'" : "'targeted'";
            case "broadcast_id" -> grant.covers() ? "5001" : "5002";
            case "colour" -> grant.covers() ? "'yellow'" : "'red'";
            case "event_type" -> grant.covers() ? "'11B06'" : "'11B07'";
            default -> "NULL";
        };
    }

    private static void period(JdbcClient jdbc, PermitScenario.Period period) {
        jdbc.sql(
                        """
                        INSERT INTO guarantee_period (name, reference, valid_from, valid_until, ends_at, reserved_for,
                            proposed_by, confirmed_by)
                        VALUES ('test', gen_random_uuid()::text, :from, :until, :until, ARRAY['somebody', :for], 'one', 'two')""")
                .param("from", at(period.from()))
                .param("until", at(period.from() + period.minutes()))
                .param("for", period.reservedFor())
                .update();
    }

    /** One chunk of so many recipients is still to go. */
    void left(int recipients) {
        in("UTC")
                .sql("UPDATE broadcast SET expanded_at = now(), recipients = :n")
                .param("n", recipients)
                .update();
        in("UTC").sql("DELETE FROM chunk").update();
        in("UTC")
                .sql(
                        "INSERT INTO chunk (broadcast_id, chunk_no, first_recipient_no, last_recipient_no) VALUES (5001, 0, 1, :n)")
                .param("n", recipients)
                .update();
    }

    List<String> refusals(String zone, List<Instant> moments) {
        return ask(zone, "permit_refusal(5001, t)", moments, row -> row.getString(1));
    }

    List<Instant> maySendFrom(String zone, List<Instant> moments) {
        return ask(zone, "may_send_from(5001, t)", moments, PermitTables::instant);
    }

    Instant estimatedEnd(String zone, Instant moment) {
        return ask(zone, "estimated_end(5001, t)", List.of(moment), PermitTables::instant)
                .get(0);
    }

    private interface Column<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> ask(String zone, String question, List<Instant> moments, Column<T> column) {
        List<T> answers = new ArrayList<>();
        for (Instant moment : moments) {
            in(zone).sql("SELECT " + question + " FROM (SELECT CAST(:t AS timestamptz) AS t) AS one")
                    .param("t", moment.atOffset(ZoneOffset.UTC))
                    .query((row, number) -> answers.add(column.of(row)))
                    .list();
        }
        return answers;
    }

    private static Instant instant(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject(1, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(int minute) {
        return PermitScenario.at(minute).atOffset(ZoneOffset.UTC);
    }

    private static LocalTime time(Integer minuteOfDay) {
        return minuteOfDay == null ? null : LocalTime.ofSecondOfDay(minuteOfDay * 60L);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
