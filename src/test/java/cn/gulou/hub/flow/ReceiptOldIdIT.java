package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which segment a receipt tells of when its id came before. */
class ReceiptOldIdIT extends HubIT {
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

    @Test
    void anIdThatCameBeforeIsTheNumbersThatTheReceiptNames() {
        long before = sent.broadcast(1, "DELIVERED", null);
        long now = sent.broadcast(2, "SUBMITTED", null);
        sent.message("77", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        sent.message("78", before, 1, 2, Instant.now().minus(Duration.ofDays(2)));
        sent.message("77", now, 2, 1, Instant.now());
        sent.message("78", now, 2, 2, Instant.now());

        sent.receipt("77", 1, "UNDELIVERED", Instant.now());
        await().until(() -> scenario.receipts("repeated") == 1);
        assertThat(ledger.count(now, "SUBMITTED")).isEqualTo(2);
        sent.receipt("77", 2, "DELIVERED", Instant.now());
        sent.receipt("78", null, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 2);
    }

    /** Its carrier counts anew since it was started again, and is quicker with the receipt than with the answer. */
    @Test
    void aReceiptAheadOfItsAnswerSettlesNobodyElse_whenItsIdIsAnOldOne() {
        long before = sent.broadcast(1, "SUBMITTED", null);
        long now = sent.broadcast(2, "INTENT", null);
        sent.message("81", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        sent.receipt("81", 2, "DELIVERED", Instant.now());
        await().until(() -> scenario.receipts("waiting") == 1);
        assertThat(ledger.count(before, "SUBMITTED")).isEqualTo(2);

        sent.message("81", now, 2, 1, Instant.now());
        jdbc.sql("UPDATE submission SET state = 'SUBMITTED' WHERE broadcast_id = :id")
                .param("id", now)
                .update();
        await().until(() -> ledger.count(now, "DELIVERED") == 1);
        assertThat(ledger.count(before, "SUBMITTED")).isEqualTo(2);
        assertThat(scenario.receipts("matched")).isEqualTo(1);
    }

    @Test
    void aReceiptWithAnOldIdSettlesTheLostAnswerOfTheNumberThatItNames() {
        long before = sent.broadcast(1, "SUBMITTED", null);
        long now = sent.broadcast(2, "UNCERTAIN", "no-answer");
        sent.message("83", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        sent.receipt("83", 2, "DELIVERED", Instant.now());
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(now, "DELIVERED") == 1);
        assertThat(ledger.count(before, "SUBMITTED")).isEqualTo(2);
    }

    /** The older one's receipt never came: that is no receipt that was matched and not counted. */
    @Test
    void anOldSegmentWithoutAReceiptIsNoFault_whenItsIdComesAgain() {
        long before = sent.broadcast(1, "NO_RECEIPT", null);
        long now = sent.broadcast(2, "SUBMITTED", null);
        sent.message("79", before, 1, 1, Instant.now().minus(Duration.ofDays(4)));
        sent.message("79", now, 2, 1, Instant.now());
        sent.message("80", before, 1, 2, Instant.now().minus(Duration.ofDays(4)));
        sent.message("80", now, 2, 2, Instant.now());

        sent.receipt("79", 2, "DELIVERED", Instant.now());
        sent.receipt("80", null, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 2);
        assertThat(ledger.count(before, "NO_RECEIPT")).isEqualTo(2);
    }

    @Test
    void aReceiptThatIsMatchedAndNotCountedIsAFault_stillWhenItsIdCameBefore() {
        long before = sent.broadcast(1, "DELIVERED", null);
        long now = sent.broadcast(2, "SUBMITTED", null);
        sent.message("81", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        sent.message("81", now, 2, 1, Instant.now());
        sent.receipt("81", 2, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 1);
        jdbc.sql("UPDATE submission SET state = 'SUBMITTED' WHERE broadcast_id = :id AND state = 'DELIVERED'")
                .param("id", now)
                .update();
        assertThat(invariantsBroken()).singleElement().asString().startsWith("I4");
        jdbc.sql("UPDATE submission SET state = 'DELIVERED' WHERE broadcast_id = :id AND segment_no = 1")
                .param("id", now)
                .update();
    }
}
