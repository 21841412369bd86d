package cn.gulou.hub.watch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The room's way to the ledger: statements of {@code sql/watch}, and the hub's time. */
@Component("watchLedger")
class Ledger {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The statement in {@code sql/watch/<name>.sql}. */
    JdbcClient.StatementSpec sql(String name) {
        return jdbc.sql(statements.computeIfAbsent(name, file -> SqlFile.read("watch/" + file)));
    }

    /** Now, as precisely as PostgreSQL keeps it. */
    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
