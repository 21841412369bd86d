package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.SqlFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The room's way to the ledger: statements of {@code sql/compliance}, JSON columns, the hub's time, and the audit. */
@Component
class Ledger {
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    Ledger(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The statement in {@code sql/compliance/<name>.sql}. */
    JdbcClient.StatementSpec sql(String name) {
        return jdbc.sql(statements.computeIfAbsent(name, file -> SqlFile.read("compliance/" + file)));
    }

    /** Now, as precisely as PostgreSQL keeps it: what is hashed is what is stored. */
    OffsetDateTime now() {
        return stored(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** A time as PostgreSQL keeps it; null stays null. */
    static OffsetDateTime stored(OffsetDateTime time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    /** A time column as the face shows it: ISO, UTC; null stays null. */
    static String time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().toString();
    }

    /** Names who acts, for the audit rows that this transaction's moves write. */
    void actAs(String account) {
        sql("name-actor").param("account", account).query(String.class).single();
    }

    /** Writes a decision into the audit trail (I7). */
    void audit(String actor, String action, String subject, Map<String, Object> detail) {
        sql("insert-audit")
                .param("now", now())
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("detail", toJson(detail))
                .update();
    }

    /** Raises an alarm in the caller's transaction. */
    void raise(String kind, String subject, Map<String, Object> detail) {
        sql("raise-alarm")
                .param("kind", kind)
                .param("subject", subject)
                .param("detail", toJson(detail))
                .param("now", now())
                .query(Long.class)
                .single();
    }

    String toJson(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    <T> T fromJson(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            // Without the cause: its message quotes the input.
            throw new IllegalStateException("the ledger holds no readable " + type.getSimpleName());
        }
    }
}
