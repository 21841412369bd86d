package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Joins the inbox to the ledger, set by set. Order, repeats, early and late receipts do not matter. */
@Component("merge")
public class Merge {
    private static final String MERGE = SqlFile.read("receipt/merge-receipts");
    private static final String NEWEST = SqlFile.read("receipt/newest-receipt");
    private static final String SETTLE = SqlFile.read("receipt/settle-uncertain");
    private static final String GIVE_UP = SqlFile.read("receipt/list-unmatched");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReceiptSettings settings;
    private long upTo;

    Merge(JdbcClient jdbc, Clock clock, ReceiptSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Merges one batch of what had come before the last tick: the answers that name its ids are stored by now. What still
     * finds none waits.
     *
     * @return true when it was full: there may be more
     */
    public boolean batch() {
        long merged = jdbc.sql(MERGE)
                .param("batch", settings.batch())
                .param("upTo", upTo)
                .param("before", graceful())
                .query(Long.class)
                .single();
        if (merged >= settings.batch()) {
            return true;
        }
        upTo = jdbc.sql(NEWEST).query(Long.class).single();
        return false;
    }

    /** Settles UNCERTAIN segments by receipts whose id nobody knows, by number and reference. */
    public void settleUncertain() {
        jdbc.sql(SETTLE).param("batch", settings.batch()).update();
    }

    /** Lists as unmatched what has waited for its answer longer than the grace. */
    public void listUnmatched() {
        jdbc.sql(GIVE_UP).param("before", graceful()).update();
    }

    /** What came before this has waited long enough. */
    private OffsetDateTime graceful() {
        return clock.instant().minus(settings.grace()).atOffset(ZoneOffset.UTC);
    }
}
