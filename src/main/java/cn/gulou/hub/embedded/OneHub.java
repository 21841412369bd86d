package cn.gulou.hub.embedded;

import cn.gulou.hub.alert.CannotStart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One hub at a time on one database: a second would take the first one's segments in flight for lost. The lock ends with its
 * connection, so it is taken again when the database comes back.
 */
@Component
class OneHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneHub.class);
    private static final long LOCK = 7_113_040;
    private static final int VALID_SECONDS = 2;
    private static final int LEFTOVER_SECONDS = 30;

    /** What every connection of this run of the hub is called. */
    static final String NAME = "gulou-hub-" + UUID.randomUUID();

    private static final String LOCK_NAME = NAME + "-lock";

    private final DataSource database;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "one-hub");
        thread.setDaemon(true);
        return thread;
    });
    private Connection connection;

    OneHub(DataSource database) throws SQLException {
        this.database = database;
        if (!take()) {
            throw new CannotStart("HUB_DATABASE_URL: another hub works on this database. Stop it first.");
        }
        endLeftovers();
        watch.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }

    private boolean take() throws SQLException {
        Connection opened = database.getConnection();
        try (Statement statement = opened.createStatement()) {
            // the database may not have noticed yet that the connection before this one is gone
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                    + LOCK_NAME + "' AND pid <> pg_backend_pid()");
            try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                row.next();
                if (!row.getBoolean(1)) {
                    opened.close();
                    return false;
                }
            }
            statement.execute("SET application_name = '" + LOCK_NAME + "'");
        }
        connection = opened;
        return true;
    }

    /** A statement of a hub that was killed may still run and commit: nothing is recovered before it has ended. */
    private void endLeftovers() throws SQLException {
        String others = " FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
                + " AND application_name LIKE 'gulou-hub-%' AND application_name NOT LIKE '" + NAME + "%'";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEFTOVER_SECONDS);
        try (Statement statement = connection.createStatement()) {
            int left = 1;
            while (left > 0) {
                statement.execute("SELECT pg_terminate_backend(pid, 1000)" + others);
                try (ResultSet row = statement.executeQuery("SELECT count(*)" + others)) {
                    row.next();
                    left = row.getInt(1);
                }
                if (left > 0 && System.nanoTime() > deadline) {
                    throw new CannotStart(
                            "HUB_DATABASE_URL: " + left + " connections of a hub that is gone do not end.");
                }
            }
        }
    }

    private void keep() {
        try {
            if (connection.isValid(VALID_SECONDS)) {
                return;
            }
            connection.close();
            if (take()) {
                LOG.warn("The database was away; this hub holds it again");
            } else {
                LOG.error("Another hub took the database while it was away from this one: this hub ends");
                System.exit(1);
            }
        } catch (SQLException e) {
            LOG.debug("The database is still away", e);
        }
    }

    @Override
    public void close() throws SQLException {
        watch.shutdownNow();
        connection.close();
    }
}
