package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** However receipts come, every handset is counted once and right. */
class ReceiptIT extends HubIT {
    private static final int PEOPLE = 300;

    @Autowired
    private PlatformTransactionManager transactions;

    private ReceiptScenario scenario;

    @BeforeEach
    void open() {
        scenario = new ReceiptScenario(jdbc, smsc, town);
        scenario.open();
    }

    @AfterEach
    void keepsWhatMustHold() {
        scenario.close();
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void threeOfEach_shuffled_halfOfThemBeforeTheAnswer_inEveryWording() {
        smsc.change(Map.of(
                "thrice-percent",
                "100",
                "early-percent",
                "50",
                "receipt-jitter",
                "1500",
                "latency",
                "100",
                "receipt-text",
                "mixed"));
        town.people(PEOPLE);
        long broadcast = town.broadcast("HOLD");
        scenario.awaitCompleted(broadcast);

        await().until(() -> received() == 3 * PEOPLE);
        await().until(() -> scenario.receipts("matched") == PEOPLE && scenario.receipts("repeated") == 2 * PEOPLE);
        scenario.assertCountedAsTheCarrierDoes(broadcast);
    }

    @Test
    void idsInHexInTheAnswer_paddedDecimalInTheReceipt() {
        smsc.change(Map.of("message-id", "HEX", "receipt-message-id", "padded", "early-percent", "30"));
        town.people(PEOPLE);
        town.drillNumbers();
        long broadcast = town.broadcast("drill", "HOLD", "大风黄色预警，请注意防范。", 1, 4);
        scenario.awaitCompleted(broadcast);
        await().until(() -> scenario.receipts("matched") == PEOPLE);
        scenario.assertCountedAsTheCarrierDoes(broadcast);
    }

    @Test
    void ofTwoThatContradictEachOtherDeliveredStands() {
        smsc.change(Map.of("contradictory-percent", "100", "receipt-jitter", "1000"));
        town.people(PEOPLE);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "DELIVERED") == PEOPLE);
        await().until(() -> received() == 2 * PEOPLE);
        await().until(() -> scenario.receipts("matched") + scenario.receipts("repeated") == 2 * PEOPLE);
        assertThat(town.count(broadcast, "DELIVERED")).isEqualTo(PEOPLE);
    }

    @Test
    void withoutAReceiptForThreeDaysItIsGivenUp_andALateOneStillCounts() {
        smsc.change(Map.of("receipt-delay", "12000", "receipt-jitter", "0"));
        town.people(30);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(12)).until(() -> town.count(broadcast, "SUBMITTED") == 30);
        time.set(Instant.now().plus(Duration.ofHours(73)));
        await().atMost(Duration.ofSeconds(12)).until(() -> town.count(broadcast, "NO_RECEIPT") == 30);

        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "NO_RECEIPT") == 0);
        scenario.assertCountedAsTheCarrierDoes(broadcast);
    }

    @Test
    void whatCannotBeStoredIsRefusedForNow_andComesAgain() {
        town.people(PEOPLE);
        smsc.change(Map.of("receipt-delay", "3000", "receipt-retry", "500"));
        long broadcast = town.broadcast("HOLD");
        await().until(() -> town.count(broadcast, "SUBMITTED") == PEOPLE);
        whileReceiptsCannotBeWritten(() -> {
            Counts.Numbers total = smsc.counts().total();
            return total.receiptsAnsweredOtherwise().size() == 1 && total.receiptsAnsweredOk() == 0;
        });

        scenario.awaitCompleted(broadcast);
        await().atMost(Duration.ofSeconds(20)).until(() -> smsc.counts().receiptsUnanswered() == 0);
        assertThat(smsc.counts().total().receiptsAnsweredOtherwise()).containsOnlyKeys("0x64");
        scenario.assertCountedAsTheCarrierDoes(broadcast);
    }

    /** The table is locked, as by a database that stands still, until the carrier has seen it. */
    private void whileReceiptsCannotBeWritten(Callable<Boolean> seen) {
        new TransactionTemplate(transactions).executeWithoutResult(locked -> {
            jdbc.sql("LOCK TABLE receipt IN ACCESS EXCLUSIVE MODE").update();
            await().atMost(Duration.ofSeconds(40)).until(seen);
        });
    }

    private int received() {
        return jdbc.sql("SELECT count(*) FROM receipt").query(Integer.class).single();
    }
}
