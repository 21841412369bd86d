package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which segment a receipt tells of when its id does not say it alone. */
class ReceiptMatchIT extends HubIT {
    private LedgerRows ledger;
    private SentRows sent;
    private ReceiptScenario scenario;

    @BeforeEach
    void open() {
        ledger = new LedgerRows(jdbc, sealing);
        sent = new SentRows(jdbc, sealing, ledger);
        scenario = new ReceiptScenario(jdbc, smsc, town);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    /** Some write numbers in ways of their own: then the id is all there is. */
    @Test
    void aReceiptThatNamesAnotherNumberCountsByItsId_whenNothingIsUnderWayToThatNumber() {
        long now = sent.broadcast(1, "SUBMITTED", null);
        sent.message("82", now, 1, 1, Instant.now());
        sent.receipt("82", 2, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 1);
        assertThat(scenario.receipts("matched")).isEqualTo(1);
    }

    @Test
    void oneIdForAllSegmentsOfATextSettlesThemAll() {
        long broadcast = sent.broadcast(1, "SUBMITTED", null);
        sent.message("88", broadcast, 1, 1, Instant.now());
        sent.message("88", broadcast, 1, 2, Instant.now());
        sent.receipt("88", 1, "UNDELIVERED", Instant.now());
        await().until(() -> ledger.count(broadcast, "UNDELIVERED") == 2);
        sent.receipt("88", 1, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(broadcast, "DELIVERED") == 2);
    }

    /** So many milliseconds are more than the ledger's column holds. */
    @Test
    void aReceiptAfterFortyDaysIsCounted_andHoldsNoOtherUp() {
        long broadcast = sent.broadcast(1, "NO_RECEIPT", null);
        sent.message("91", broadcast, 1, 1, Instant.now().minus(Duration.ofDays(40)));
        sent.message("92", broadcast, 1, 2, Instant.now());
        sent.receipt("91", 1, "DELIVERED", Instant.now());
        sent.receipt("92", 1, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(broadcast, "DELIVERED") == 2);
    }

    @Test
    void receiptsFromBeforeACrashSettleWhatItLeft_howeverLongTheHubWasDown() {
        long broadcast = sent.broadcast(1, "UNCERTAIN", "hub-stopped");
        ledger.chunk(broadcast, 1, 1, "DONE");
        Instant crash = Instant.now().minus(Duration.ofMinutes(10));
        ledger.claim(broadcast, 2, crash.minusSeconds(1), crash);
        sent.receipt("a1", 1, "DELIVERED", crash);
        sent.receipt("a2", 1, "UNDELIVERED", crash);
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(broadcast, "UNCERTAIN") == 0);
        assertThat(ledger.count(broadcast, "DELIVERED")).isEqualTo(1);
    }

    @Test
    void aReceiptFromBeforeTheFirstClaimSettlesNothingThatACrashLeft() {
        long broadcast = sent.broadcast(1, "UNCERTAIN", "hub-stopped");
        ledger.chunk(broadcast, 1, 1, "DONE");
        Instant crash = Instant.now().minus(Duration.ofMinutes(10));
        ledger.claim(broadcast, 2, crash.minusSeconds(1), crash);
        sent.receipt("a1", 1, "DELIVERED", crash.minus(Duration.ofHours(1)));
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.receipts("unmatched") == 1);
        assertThat(ledger.count(broadcast, "UNCERTAIN")).isEqualTo(2);
    }

    @Test
    void whatTheCarrierTookWithoutAnIdIsSettledByNumber_andARepeatIsOne() {
        long broadcast = sent.broadcast(1, "SUBMITTED", "no-message-id");
        sent.message("", broadcast, 1, 1, Instant.now());
        sent.message("", broadcast, 1, 2, Instant.now());
        sent.receipt("c1", 1, "DELIVERED", Instant.now());
        sent.receipt("c2", 1, "DELIVERED", Instant.now());
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(broadcast, "DELIVERED") == 2);
        sent.receipt("c1", 1, "DELIVERED", Instant.now());
        await().until(() -> scenario.receipts("repeated") == 1);
    }
}
