package cn.gulou.hub.flow;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The send window with no grant to lift it, and when ports claimed under it. */
final class SendWindow {
    /** More than a port can send before the window closes on it. */
    static final int PEOPLE = 5_000;

    private final JdbcClient jdbc;

    SendWindow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void noGrant() {
        jdbc.sql("DELETE FROM send_grant").update();
    }

    void demoGrantAgain() {
        jdbc.sql("DELETE FROM send_grant").update();
        jdbc.sql(
                        """
                        INSERT INTO send_grant (valid_from, valid_until, reference, granted_by)
                        VALUES ('1970-01-01', '9999-12-31', 'DEMO-24-HOUR-GRANT', 'settings')""")
                .update();
    }

    Instant claimed(String which, String where) {
        return jdbc.sql("SELECT " + which + "(claimed_at) FROM claim WHERE " + where)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
