package cn.gulou.hub.flow;

import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Broadcasts with segments that may have gone, how often these went again, and what becomes of the broadcast. */
final class UncertainSegments {
    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Town town;

    UncertainSegments(JdbcClient jdbc, Sealing sealing, Town town) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.town = town;
    }

    long uncertainForLong(int people) {
        LedgerRows ledger = new LedgerRows(jdbc, sealing);
        long broadcast = ledger.broadcast(ledger.alert("upstream", "uncertain"), "PAUSED", people);
        jdbc.sql("UPDATE broadcast SET wire_segments = 1, snapshot_at = now() WHERE broadcast_id = :id")
                .param("id", broadcast)
                .update();
        for (int person = 0; person < people; person++) {
            ledger.recipient(broadcast, person);
            ledger.segment(broadcast, person, 1, "UNCERTAIN", "hub-stopped", null);
        }
        ledger.chunk(broadcast, 0, people - 1, "DONE");
        ledger.state(broadcast, "SENDING");
        return broadcast;
    }

    int resends(long broadcast) {
        return jdbc.sql("SELECT coalesce(sum(resends), 0) FROM submission WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query(Integer.class)
                .single();
    }

    void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(40)).until(() -> town.state(broadcast).equals(state));
    }
}
