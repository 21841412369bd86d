package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A town, a carrier whose habits a test changes, and the town's receipts as the ledger and the carrier count them. */
final class ReceiptScenario {
    private final JdbcClient jdbc;
    private final Smsc smsc;
    private final Town town;
    private Map<String, String> usual;

    ReceiptScenario(JdbcClient jdbc, Smsc smsc, Town town) {
        this.jdbc = jdbc;
        this.smsc = smsc;
        this.town = town;
    }

    void open() {
        usual = smsc.settings().given();
    }

    /** Gives the carrier its usual habits back; none may be left out. */
    void close() {
        smsc.resume();
        smsc.change(Map.of(
                "latency",
                "20",
                "message-id",
                "decimal",
                "receipt-message-id",
                "same",
                "receipt-text",
                "standard",
                "receipt-delay",
                "50",
                "receipt-jitter",
                "100",
                "receipt-retry",
                "1000",
                "echo-reference",
                "false"));
        smsc.change(Map.of("early-percent", "0", "thrice-percent", "0", "contradictory-percent", "0"));
        assertThat(smsc.settings().given()).containsAllEntriesOf(usual);
    }

    void awaitCompleted(long broadcast) {
        await().atMost(Duration.ofSeconds(40)).until(() -> town.state(broadcast).equals("COMPLETED"));
    }

    void assertCountedAsTheCarrierDoes(long broadcast) {
        Map<String, Long> outcomes = smsc.counts().total().outcomes();
        assertThat(town.count(broadcast, "DELIVERED"))
                .isEqualTo(outcomes.get("DELIVRD").intValue());
        assertThat(town.count(broadcast, "UNDELIVERED"))
                .isEqualTo(outcomes.get("UNDELIV").intValue());
    }

    int receipts(String match) {
        return jdbc.sql("SELECT count(*) FROM v_receipt WHERE match = :match")
                .param("match", match)
                .query(Integer.class)
                .single();
    }
}
