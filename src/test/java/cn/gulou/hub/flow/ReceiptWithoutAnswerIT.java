package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.receipt.Merge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A receipt that no answer names makes up for an answer that was lost; what tells of nothing that was sent is listed. */
class ReceiptWithoutAnswerIT extends HubIT {
    private static final int PEOPLE = 300;

    @Autowired
    private Merge merge;

    @Autowired
    private MeterRegistry meters;

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
    void whatTellsOfNothingThatWasSentIsListed_andTooMuchOfItIsAnAlarm() {
        smsc.change(Map.of("receipt-message-id", "uuid"));
        town.people(PEOPLE);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(40)).until(() -> scenario.receipts("waiting") == PEOPLE);

        time.set(Instant.now().plus(Duration.ofMinutes(2)));
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.receipts("unmatched") == PEOPLE);
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
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.receipts("waiting") == 9_000);
        smsc.change(Map.of("early-percent", "100", "latency", "1500"));
        town.people(50);
        long broadcast = town.broadcast("HOLD");
        scenario.awaitCompleted(broadcast);

        time.set(Instant.now().plus(Duration.ofMinutes(2)));
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.receipts("unmatched") == 9_000);
        assertThat(scenario.receipts("matched")).isEqualTo(50);
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
        smsc.change(Map.of("early-percent", "100", "latency", "2500"));
        LedgerRows ledger = new LedgerRows(jdbc, sealing);
        long lost = ledger.broadcast(ledger.alert("upstream", "lost"), "PAUSED", 20);
        for (int person = 0; person < 20; person++) {
            ledger.person(lost, person, "UNCERTAIN", "no-answer");
        }
        jdbc.sql("UPDATE submission SET port = 'whole-network-a', state_at = now() - interval '1 minute'")
                .update();

        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.receipts("waiting") == 20);
        merge.settleUncertain();
        scenario.awaitCompleted(broadcast);
        assertThat(town.count(lost, "UNCERTAIN")).isEqualTo(40);
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
        scenario.awaitCompleted(broadcast);
        scenario.assertCountedAsTheCarrierDoes(broadcast);
        assertThat(smsc.counts().total().doubled()).isZero();
        await().until(() -> scenario.receipts("waiting") + scenario.receipts("unmatched") == 0);
    }

    private void awaitHealth(Face face, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> face.get("operator", "/actuator/health")
                .json()
                .at("/components/receipts-health/status")
                .asText()
                .equals(status));
    }
}
