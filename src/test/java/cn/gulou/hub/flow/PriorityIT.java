package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Red does not wait behind bulk traffic (C-15), and a port never holds more than its bound, however long the texts. */
class PriorityIT extends HubIT {
    /** Sessions × window of the port. */
    private static final int WINDOW = 128;

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @ParameterizedTest(name = "bulk of {0} segments each")
    @ValueSource(ints = {1, 4})
    void redOvertakesBulkOnABusyPort(int segments) {
        town.people(2_000);
        String text = segments == 1 ? "大风蓝色预警。" : "大风蓝色预警。".repeat(34);
        long bulk = town.broadcast("HOLD", text, segments, 3);
        await().until(() -> town.count(bulk, "SUBMITTED", "DELIVERED", "UNDELIVERED") > 200);

        long red = town.broadcast("HOLD", "大风红色预警。", 1, 9);
        await().pollInterval(Duration.ofMillis(20)).until(() -> firstClaim(red) != null);
        double waited = jdbc.sql(
                        """
                        SELECT extract(epoch FROM (SELECT min(claimed_at) FROM claim WHERE broadcast_id = :red)
                                                  - (SELECT min(b.expanded_at) FROM broadcast b WHERE b.broadcast_id = :red))""")
                .param("red", red)
                .query(Double.class)
                .single();
        // within a second, of which 200 ms are the period in which tokens are handed out
        assertThat(waited).as("seconds that red waited").isLessThan(1.0);
        int most = mostUnansweredUntilSent(red);
        assertThat(most).as("claimed and unanswered at any time").isLessThanOrEqualTo(WINDOW);
        int bulkMeanwhile = claimedBetweenFirstAndLastOf(red, bulk);
        System.out.printf(
                "PRIORITY segments=%d red-waited=%.3fs bulk-meanwhile=%d most-unanswered=%d/%d%n",
                segments, waited, bulkMeanwhile, most, WINDOW);
        // what was claimed already, and the tokens at hand when red came: a second's worth at the port's rate
        assertThat(bulkMeanwhile).isLessThanOrEqualTo(550);
        jdbc.sql("UPDATE permit SET ended_at = now() WHERE broadcast_id = :id")
                .param("id", bulk)
                .update();
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(bulk, "INTENT") == 0);
    }

    /** What a crash at the worst moment would leave UNCERTAIN. */
    private int mostUnansweredUntilSent(long red) {
        int[] most = {0};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    most[0] = Math.max(
                            most[0],
                            jdbc.sql("SELECT count(*) FROM submission WHERE state = 'INTENT'")
                                    .query(Integer.class)
                                    .single());
                    return town.count(red, "SUBMITTED", "DELIVERED", "UNDELIVERED") == 2_000;
                });
        return most[0];
    }

    private int claimedBetweenFirstAndLastOf(long red, long bulk) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(segments), 0) FROM claim
                        WHERE broadcast_id = :bulk
                          AND claimed_at > (SELECT min(claimed_at) FROM claim WHERE broadcast_id = :red)
                          AND claimed_at < (SELECT max(claimed_at) FROM claim WHERE broadcast_id = :red)""")
                .param("red", red)
                .param("bulk", bulk)
                .query(Integer.class)
                .single();
    }

    private String firstClaim(long broadcast) {
        return jdbc.sql("SELECT min(claimed_at)::text FROM claim WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query((row, index) -> row.getString(1))
                .list()
                .get(0);
    }
}
