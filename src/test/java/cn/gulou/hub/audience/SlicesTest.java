package cn.gulou.hub.audience;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.EmptyLedger;
import cn.gulou.hub.alert.SqlFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How many people a slice of an expansion holds: few at first, then as many as all before it, up to a most. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlicesTest {
    private static final int PEOPLE = 24;
    private final EmptyLedger ledger = new EmptyLedger();
    private JdbcClient jdbc;

    @BeforeAll
    void fill() throws SQLException {
        jdbc = JdbcClient.create(new SingleConnectionDataSource(ledger.connect(), true));
        // every second key: people who left have left gaps
        jdbc.sql(
                        """
                        INSERT INTO subscriber (subscriber_id, number_index, number_sealed, visitor, imported_at)
                        OVERRIDING SYSTEM VALUE
                        SELECT 2 * n, int4send(n), '\\x00', false, now() FROM generate_series(1, :people) AS n""")
                .param("people", PEOPLE)
                .update();
        // a broadcast without the alert it came from
        jdbc.sql("SET session_replication_role = replica").update();
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @Test
    void ofSubscribersGrowWithWhatIsThere() {
        begin(1, "subscriber", 2, 2 * PEOPLE);
        assertThat(slices(1)).containsExactly(2, 2, 4, 8, 8);
    }

    @Test
    void ofThoseToldBeforeGrowWithWhatIsThere() {
        begin(2, "told", 0, PEOPLE - 1);
        assertThat(slices(2)).containsExactly(2, 2, 4, 8, 8);
    }

    /** Else a Cancel soon after the start would look through a city in slices as small as the first. */
    @Test
    void ofThoseToldBeforeGrow_thoughHardlyAnybodyWasTold() {
        begin(4, "told", 0, PEOPLE - 1);
        for (long to : new long[] {1, 3, 7, 15, 23}) {
            assertThat(next(4).get(0).toKey()).isEqualTo(to);
            advance(4, to, 0);
        }
        assertThat(next(4)).isEmpty();
    }

    @Test
    void areAsSmallAsTheFirst_whenNobodyWasIn() {
        begin(3, "subscriber", 2, 8);
        long to = next(3).get(0).toKey();
        assertThat(to).isEqualTo(4);
        advance(3, to, 0);
        assertThat(next(3).get(0).toKey()).isEqualTo(8);
    }

    private void begin(long broadcast, String origin, long from, long to) {
        jdbc.sql(
                        """
                        INSERT INTO broadcast (broadcast_id, alert_id, kind, state, wire_segments, audience, created_at)
                        OVERRIDING SYSTEM VALUE
                        VALUES (:id, 1, 'whole-network', 'EXPANDING', 1, '{}', now())""")
                .param("id", broadcast)
                .update();
        jdbc.sql("INSERT INTO expansion (broadcast_id, origin, next_key, last_key) VALUES (:id, :origin, :from, :to)")
                .param("id", broadcast)
                .param("origin", origin)
                .param("from", from)
                .param("to", to)
                .update();
    }

    private List<Integer> slices(long broadcast) {
        List<Integer> sizes = new ArrayList<>();
        for (var slice = next(broadcast); !slice.isEmpty(); slice = next(broadcast)) {
            long keys = slice.get(0).toKey() - slice.get(0).fromKey() + 1;
            int people = (int) (slice.get(0).origin().equals("told") ? keys : people(slice.get(0)));
            sizes.add(people);
            advance(broadcast, slice.get(0).toKey(), people);
        }
        return sizes;
    }

    private int people(Expansion.Slice slice) {
        return jdbc.sql("SELECT count(*) FROM subscriber WHERE subscriber_id BETWEEN :fromKey AND :toKey")
                .param("fromKey", slice.fromKey())
                .param("toKey", slice.toKey())
                .query(Integer.class)
                .single();
    }

    private List<Expansion.Slice> next(long broadcast) {
        return jdbc.sql(SqlFile.read("audience/next-slice"))
                .param("broadcastId", broadcast)
                .param("firstSlice", 2)
                .param("slice", 8)
                .query(Expansion.Slice.class)
                .list();
    }

    private void advance(long broadcast, long toKey, int recipients) {
        jdbc.sql(SqlFile.read("audience/advance-expansion"))
                .param("broadcastId", broadcast)
                .param("toKey", toKey)
                .param("recipients", recipients)
                .param("chunkSize", 2)
                .update();
    }
}
