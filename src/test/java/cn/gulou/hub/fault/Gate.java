package cn.gulou.hub.fault;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A gate at a named moment of the hub's work, put up from outside: whoever commits a change of that kind must pass a lock
 * that the test holds while the gate is shut. The hub itself knows nothing of it.
 */
final class Gate implements AutoCloseable {
    private static final long LOCK = 4_711;

    private final Ledger ledger;
    private final String table;
    private Connection holder;

    /** @param moment as PostgreSQL says it after AFTER: {@code INSERT ON claim}; a condition may follow */
    Gate(Ledger ledger, String table, String moment, String condition) {
        this.ledger = ledger;
        this.table = table;
        ledger.execute(
                """
                CREATE OR REPLACE FUNCTION fault_gate() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock_shared(%d);
                    RETURN NULL;
                END $$"""
                        .formatted(LOCK));
        // deferred: it is passed by the commit itself, when all of the transaction is done
        ledger.execute(
                """
                CREATE CONSTRAINT TRIGGER fault_gate AFTER %s ON %s DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (%s) EXECUTE FUNCTION fault_gate()"""
                        .formatted(moment, table, condition));
    }

    void shut() {
        try {
            holder = ledger.connect();
            holder.createStatement().execute("SELECT pg_advisory_lock(" + LOCK + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when the hub stands before the gate. */
    void awaitSomebody() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> waiting() > 0);
    }

    /** Lets those before the gate through: what they were about to commit is committed. */
    void letThrough() {
        open();
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
    }

    /** Sends those before the gate back: what they were about to commit never happened. */
    void turnBack() {
        // a role may end its own connections only, and these are the hub's
        ledger.as("hub")
                .query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = " + LOCK
                        + " AND NOT granted");
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        open();
    }

    @Override
    public void close() {
        open();
        ledger.execute("DROP TRIGGER fault_gate ON " + table);
    }

    private void open() {
        try {
            if (holder != null) {
                holder.close();
                holder = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long waiting() {
        return ledger.number(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = " + LOCK + " AND NOT granted");
    }
}
