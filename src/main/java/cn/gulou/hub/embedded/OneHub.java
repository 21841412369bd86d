package cn.gulou.hub.embedded;

import cn.gulou.hub.alert.CannotStart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** One hub at a time on one database: a second would take the first one's segments in flight for lost. */
@Component
class OneHub implements AutoCloseable {
    private static final long LOCK = 7_113_040;

    private final Connection connection;

    OneHub(DataSource database) throws SQLException {
        connection = database.getConnection();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            if (!row.getBoolean(1)) {
                connection.close();
                throw new CannotStart("HUB_DATABASE_URL: another hub works on this database. Stop it first.");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
