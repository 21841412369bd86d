package cn.gulou.hub.audience;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns "who" into rows: INSERT … SELECT in key slices, each its own transaction, so that it can stop and go on anywhere.
 * No recipient passes through Java. Who "everyone" is, is settled when it begins (snapshot).
 */
@Component("expansion")
public class Expansion {
    private static final String BEGIN_STATE = SqlFile.read("audience/begin-expansion-state");
    private static final String NOTE_TOLD = SqlFile.read("audience/note-told");
    private static final String BEGIN = SqlFile.read("audience/begin-expansion");
    private static final String NEXT = SqlFile.read("audience/next-slice");
    private static final Map<String, String> RECIPIENTS_BY_ORIGIN = Map.of(
            "subscriber", SqlFile.read("audience/insert-slice-of-subscribers"),
            "named", SqlFile.read("audience/insert-named-recipients"),
            "told", SqlFile.read("audience/insert-slice-of-told"),
            "drill", SqlFile.read("audience/insert-drill-recipients"));
    private static final String CHUNKS = SqlFile.read("audience/insert-chunks");
    private static final String ADVANCE = SqlFile.read("audience/advance-expansion");
    private static final String HAS_GROWN = SqlFile.read("audience/has-ledger-grown");
    private static final String FINISH = SqlFile.read("audience/finish-expansion");
    private static final String MEET_OPT_OUTS = SqlFile.read("audience/meet-opt-outs");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AudienceSettings settings;

    Expansion(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, AudienceSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Begins an approved broadcast, or goes on with one that was interrupted.
     *
     * @return true when there is something to expand; false when it is not approved, or is expanded already
     */
    public boolean begin(long broadcastId) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Map<String, Object> parameters = Map.of("broadcastId", broadcastId, "now", now());
            jdbc.sql(BEGIN_STATE).params(parameters).update();
            jdbc.sql(NOTE_TOLD).params(parameters).update();
            jdbc.sql(BEGIN).params(parameters).update();
            return next(broadcastId) != null;
        }));
    }

    /** Stores the next slice; true when there may be another after it. */
    public boolean slice(long broadcastId) {
        boolean stored = store(broadcastId);
        if (stored && jdbc.sql(HAS_GROWN).query(Boolean.class).single()) {
            analyse();
        }
        return stored;
    }

    private boolean store(long broadcastId) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Slice slice = next(broadcastId);
            if (slice == null) {
                return false;
            }
            jdbc.sql(MEET_OPT_OUTS).query().listOfRows();
            int recipients = jdbc.sql(RECIPIENTS_BY_ORIGIN.get(slice.origin()))
                    .params(slice.parameters())
                    .param("now", now())
                    .query(Integer.class)
                    .single();
            jdbc.sql(CHUNKS)
                    .params(slice.parameters())
                    .param("recipients", recipients)
                    .param("chunkSize", settings.chunkSize())
                    .update();
            jdbc.sql(ADVANCE)
                    .params(slice.parameters())
                    .param("recipients", recipients)
                    .param("chunkSize", settings.chunkSize())
                    .update();
            return true;
        }));
    }

    /** Closes the expansion: everyone is in the ledger. */
    public void finish(long broadcastId) {
        transaction.executeWithoutResult(status -> jdbc.sql(FINISH)
                .param("broadcastId", broadcastId)
                .param("now", now())
                .update());
        int recipients = jdbc.sql("SELECT coalesce(recipients, 0) FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcastId)
                .query(Integer.class)
                .single();
        if (recipients > settings.analyseAbove()) {
            // without new statistics each batch of receipts runs 20 times slower (TRAPS, database)
            analyse();
        }
    }

    private void analyse() {
        jdbc.sql("ANALYZE recipient, submission, chunk").update();
    }

    private Slice next(long broadcastId) {
        return jdbc.sql(NEXT)
                .param("broadcastId", broadcastId)
                .param("firstSlice", settings.firstSlice())
                .param("slice", settings.slice())
                .query(Slice.class)
                .optional()
                .orElse(null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Keys {@code fromKey} to {@code toKey}, both inside, of the origin. */
    record Slice(
            long broadcastId,
            String origin,
            long alertId,
            long fromKey,
            long toKey,
            int nextRecipientNo,
            int nextChunkNo,
            int segments) {

        Map<String, Object> parameters() {
            return Map.of(
                    "broadcastId", broadcastId,
                    "alertId", alertId,
                    "fromKey", fromKey,
                    "toKey", toKey,
                    "nextRecipientNo", nextRecipientNo,
                    "nextChunkNo", nextChunkNo,
                    "segments", segments);
        }
    }
}
