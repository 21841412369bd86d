package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.RecordedSubmit;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who declines while the list is being written is not on it (C-09). */
class DecliningIT extends HubIT {
    private static final String NUMBER = "8613800000007";

    @Autowired
    private DataSource database;

    @Test
    void leavesOutWhoeverDeclinesWhileASliceIsBeingWritten() throws Exception {
        town.people(20);
        CompletableFuture<Integer> declined;
        long broadcast;
        try (Connection gate = database.getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            // the slice has written its people and waits to write its chunks
            statement.execute("LOCK TABLE chunk IN SHARE MODE");
            broadcast = town.broadcast("HOLD");
            await().until(() -> waiting("%INSERT INTO chunk%") > 0);
            declined = CompletableFuture.supplyAsync(() -> face.post(
                            "operator", "/api/opt-outs", "{\"numbers\": [\"" + NUMBER + "\"], \"reason\": \"asked\"}")
                    .status());
            await().until(() -> declined.isDone() || waiting("%INSERT INTO opt_out%") > 0);
            gate.rollback();
        }
        assertThat(declined.get()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> town.state(broadcast).equals("COMPLETED"));
        assertThat(smsc.recorded())
                .extracting(RecordedSubmit::destination)
                .hasSize(19)
                .doesNotContain(NUMBER);
        assertThat(town.count(broadcast, "SUPPRESSED")).isEqualTo(1);
        assertThat(invariantsBroken()).isEmpty();
    }

    private int waiting(String query) {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE :query")
                .param("query", query)
                .query(Integer.class)
                .single();
    }
}
