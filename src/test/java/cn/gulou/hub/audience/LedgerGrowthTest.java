package cn.gulou.hub.audience;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.EmptyLedger;
import cn.gulou.hub.alert.SqlFile;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** When the statistics of the ledger are too old to plan by. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerGrowthTest {
    private static final String PEOPLE =
            """
            INSERT INTO recipient (broadcast_id, recipient_no, number_index, number_sealed, visitor)
            SELECT :broadcast, person, '\\x00', '\\x00', false FROM generate_series(1, :people) AS person""";
    private final EmptyLedger ledger = new EmptyLedger();
    private JdbcClient jdbc;

    @BeforeAll
    void connect() throws SQLException {
        jdbc = JdbcClient.create(new SingleConnectionDataSource(ledger.connect(), true));
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @Test
    void isToldWheneverItHasDoubled() {
        assertThat(hasGrown()).isFalse();
        add(1, 2_000);
        assertThat(hasGrown()).isTrue();
        jdbc.sql("ANALYZE recipient").update();
        assertThat(hasGrown()).isFalse();
        add(2, 1_000);
        assertThat(hasGrown()).isFalse();
        add(3, 2_000);
        assertThat(hasGrown()).isTrue();
    }

    private void add(int broadcast, int people) {
        jdbc.sql(PEOPLE).param("broadcast", broadcast).param("people", people).update();
    }

    private boolean hasGrown() {
        return jdbc.sql(SqlFile.read("audience/has-ledger-grown"))
                .query(Boolean.class)
                .single();
    }
}
