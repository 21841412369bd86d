package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.receipt.Merge;
import cn.gulou.hub.simulator.Counts;
import cn.gulou.hub.simulator.Smsc;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** However receipts come, every handset is counted once and right; what tells of nothing that was sent is listed. */
class ReceiptIT extends HubIT {
    private static final int PEOPLE = 300;

    @Autowired
    private Smsc smsc;

    @Autowired
    private JmsTemplate jms;

    @Autowired
    private Sealing sealing;

    @Autowired
    private Merge merge;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private PlatformTransactionManager transactions;

    private Town town;
    private Map<String, String> usual;

    @BeforeEach
    void open() {
        smsc.reset();
        usual = smsc.settings().given();
        town = new Town(jdbc, sealing, jms);
    }

    @AfterEach
    void keepsWhatMustHold() {
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
        awaitCompleted(broadcast);

        await().until(() -> received() == 3 * PEOPLE);
        await().until(() -> receipts("matched") == PEOPLE && receipts("repeated") == 2 * PEOPLE);
        assertCountedAsTheCarrierDoes(broadcast);
    }

    @Test
    void idsInHexInTheAnswer_paddedDecimalInTheReceipt() {
        smsc.change(Map.of("message-id", "HEX", "receipt-message-id", "padded", "early-percent", "30"));
        town.people(PEOPLE);
        town.drillNumbers();
        long broadcast = town.broadcast("drill", "HOLD", "大风黄色预警，请注意防范。", 1, 4);
        awaitCompleted(broadcast);
        await().until(() -> receipts("matched") == PEOPLE);
        assertCountedAsTheCarrierDoes(broadcast);
    }

    @Test
    void ofTwoThatContradictEachOtherDeliveredStands() {
        smsc.change(Map.of("contradictory-percent", "100", "receipt-jitter", "1000"));
        town.people(PEOPLE);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "DELIVERED") == PEOPLE);
        await().until(() -> received() == 2 * PEOPLE);
        await().until(() -> receipts("matched") + receipts("repeated") == 2 * PEOPLE);
        assertThat(town.count(broadcast, "DELIVERED")).isEqualTo(PEOPLE);
    }

    @Test
    void whatTellsOfNothingThatWasSentIsListed_andTooMuchOfItIsAnAlarm() {
        Face face = new Face(port);
        smsc.change(Map.of("receipt-message-id", "uuid"));
        town.people(PEOPLE);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(40)).until(() -> receipts("waiting") == PEOPLE);

        time.set(Instant.now().plus(Duration.ofMinutes(2)));
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts("unmatched") == PEOPLE);
        assertThat(town.count(broadcast, "SUBMITTED")).isEqualTo(PEOPLE);
        awaitHealth(face, "DEGRADED");
        assertThat(meters.get("hub.receipts.match.rate").gauge().value()).isLessThan(0.9);
        assertThat(meters.get("hub.receipts")
                        .tag("match", "unmatched")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(PEOPLE);

        time.set(Instant.now().plus(Duration.ofMinutes(13)));
        awaitHealth(face, "UP");
    }

    @Test
    void aReceiptAheadOfItsAnswerIsNotLostAmongThousandsThatTellOfNothing() {
        jdbc.sql(
                        """
                        INSERT INTO receipt (port, carrier, message_id, outcome, raw_sealed, received_at)
                        SELECT 'whole-network-a', carrier, 'unknown-' || n, 'DELIVERED', '\\x00', :now
                        FROM port, generate_series(1, 9000) n WHERE port = 'whole-network-a'""")
                .param("now", time.instant().atOffset(ZoneOffset.UTC))
                .update();
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts("waiting") == 9_000);
        smsc.change(Map.of("early-percent", "100", "latency", "1500"));
        town.people(50);
        long broadcast = town.broadcast("HOLD");
        awaitCompleted(broadcast);

        time.set(Instant.now().plus(Duration.ofMinutes(2)));
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts("unmatched") == 9_000);
        assertThat(receipts("matched")).isEqualTo(50);
    }

    @Test
    void aLostAnswerIsMadeUpForByNumberAndReference() {
        smsc.change(Map.of("echo-reference", "true"));
        assertSettledByReceipts(uncertain(60));
    }

    @Test
    void aLostAnswerIsMadeUpForByNumberAlone_whenOneBroadcastOnlyWaits() {
        assertSettledByReceipts(uncertain(60));
    }

    @Test
    void aReceiptOfWhatIsUnderWaySettlesNothingElse() {
        town.people(20);
        smsc.change(Map.of("early-percent", "100", "latency", "3500"));
        LedgerRows ledger = new LedgerRows(jdbc, sealing);
        long lost = ledger.broadcast(ledger.alert("upstream", "lost"), "PAUSED", 20);
        for (int person = 0; person < 20; person++) {
            ledger.person(lost, person, "UNCERTAIN", "no-answer");
        }
        jdbc.sql("UPDATE submission SET port = 'whole-network-a', state_at = now() - interval '1 minute'")
                .update();

        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts("waiting") == 20);
        merge.settleUncertain();
        awaitCompleted(broadcast);
        assertThat(town.count(lost, "UNCERTAIN")).isEqualTo(40);
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
        assertCountedAsTheCarrierDoes(broadcast);
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

        awaitCompleted(broadcast);
        await().atMost(Duration.ofSeconds(20)).until(() -> smsc.counts().receiptsUnanswered() == 0);
        assertThat(smsc.counts().total().receiptsAnsweredOtherwise()).containsOnlyKeys("0x64");
        assertCountedAsTheCarrierDoes(broadcast);
    }

    /** The table is locked, as by a database that stands still, until the carrier has seen it. */
    private void whileReceiptsCannotBeWritten(Callable<Boolean> seen) {
        new TransactionTemplate(transactions).executeWithoutResult(locked -> {
            jdbc.sql("LOCK TABLE receipt IN ACCESS EXCLUSIVE MODE").update();
            await().atMost(Duration.ofSeconds(40)).until(seen);
        });
    }

    /** The carrier takes all of a broadcast and the link breaks before it answers. */
    private long uncertain(int people) {
        town.people(people);
        smsc.holdSubmits();
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(20)).until(() -> smsc.counts().submitsHeld() == people);
        smsc.dropWithReset();
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(broadcast, "UNCERTAIN") == people);
        return broadcast;
    }

    private void assertSettledByReceipts(long broadcast) {
        smsc.resume();
        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "UNCERTAIN") == 0);
        awaitCompleted(broadcast);
        assertCountedAsTheCarrierDoes(broadcast);
        assertThat(smsc.counts().total().doubled()).isZero();
        await().until(() -> receipts("waiting") + receipts("unmatched") == 0);
    }

    private void assertCountedAsTheCarrierDoes(long broadcast) {
        Map<String, Long> outcomes = smsc.counts().total().outcomes();
        assertThat(town.count(broadcast, "DELIVERED"))
                .isEqualTo(outcomes.get("DELIVRD").intValue());
        assertThat(town.count(broadcast, "UNDELIVERED"))
                .isEqualTo(outcomes.get("UNDELIV").intValue());
    }

    private void awaitCompleted(long broadcast) {
        await().atMost(Duration.ofSeconds(40)).until(() -> town.state(broadcast).equals("COMPLETED"));
    }

    private void awaitHealth(Face face, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> face.get("operator", "/actuator/health")
                .json()
                .at("/components/receipts-health/status")
                .asText()
                .equals(status));
    }

    private int received() {
        return jdbc.sql("SELECT count(*) FROM receipt").query(Integer.class).single();
    }

    private int receipts(String match) {
        return jdbc.sql("SELECT count(*) FROM v_receipt WHERE match = :match")
                .param("match", match)
                .query(Integer.class)
                .single();
    }
}
