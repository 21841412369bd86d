package cn.gulou.hub.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The hub's own database, asked directly: cheaper than its HTTP face, which counts the ledger at every look. */
final class Ledger implements AutoCloseable {
    private final Connection connection;

    Ledger(int port, String password) {
        try {
            connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", password);
        } catch (SQLException e) {
            throw new BenchFailure("The hub's database does not let the bench in: " + e.getMessage());
        }
    }

    String state(String broadcastId) {
        return one("SELECT state FROM broadcast WHERE broadcast_id = " + broadcastId);
    }

    List<String> brokenInvariants() {
        return column("SELECT invariant || ' ' || detail FROM v_invariants");
    }

    String one(String query) {
        List<String> rows = column(query);
        return rows.isEmpty() ? null : rows.get(0);
    }

    List<String> column(String query) {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new BenchFailure("The hub's database refuses '" + query + "': " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchFailure("The connection to the hub's database does not close: " + e.getMessage());
        }
    }
}
