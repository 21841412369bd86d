package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows which alerts were stored but never reached the queue: the hub may fall between the two (DESIGN §4). */
@Component("sweep")
public class Sweep {
    private static final String LIST = SqlFile.read("ingest/list-unqueued");
    private static final String RECEIVED = SqlFile.read("ingest/read-received");
    private static final String PRIORITY = SqlFile.read("ingest/find-priority");
    private static final String MARK = SqlFile.read("ingest/mark-queued");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IngestSettings settings;

    Sweep(JdbcClient jdbc, Clock clock, IngestSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Ids of alerts that were stored but not queued in time. */
    public List<Long> unqueued() {
        return jdbc.sql(LIST)
                .param("before", now().minus(settings.sweepAfter()))
                .query(Long.class)
                .list();
    }

    /** Notes that the queue holds the alert. */
    public void queued(long alertId) {
        jdbc.sql(MARK).param("alertId", alertId).param("now", now()).update();
    }

    /**
     * The id by which the broker knows a second copy. An alert's number alone would not do: a new database counts from the
     * start again, and the broker remembers.
     */
    public String onceId(long alertId) {
        OffsetDateTime receivedAt = jdbc.sql(RECEIVED)
                .param("alertId", alertId)
                .query(OffsetDateTime.class)
                .single();
        return "accepted-" + alertId + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt.toInstant());
    }

    /** How urgent it is: a red alert is decided before the blue ones that came before it (C-15). */
    public int priority(long alertId) {
        return jdbc.sql(PRIORITY).param("alertId", alertId).query(Integer.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
