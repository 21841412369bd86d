package cn.gulou.hub.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The hub's database, read from outside, and its gates put up, as the owner of its tables. */
record Ledger(String url, String user, String password) {

    /** The same as another role, whose password is the same. */
    Ledger as(String role) {
        return new Ledger(url, role, password);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** First column of a query. */
    List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        return Long.parseLong(query(sql).get(0));
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What must be empty at all times (DESIGN §4). */
    List<String> invariantsBroken() {
        return query("SELECT invariant || ' ' || detail FROM v_invariants");
    }
}
