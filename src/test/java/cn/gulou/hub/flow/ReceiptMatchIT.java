package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which segment a receipt tells of when its id does not say it alone. */
class ReceiptMatchIT extends HubIT {
    private static final String PORT = "whole-network-a";

    private LedgerRows ledger;
    private String carrier;

    @BeforeEach
    void open() {
        ledger = new LedgerRows(jdbc, sealing);
        carrier = jdbc.sql("SELECT carrier FROM port WHERE port = :port")
                .param("port", PORT)
                .query(String.class)
                .single();
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void anIdThatCameBeforeIsTheNumbersThatTheReceiptNames() {
        long before = broadcast(1, "DELIVERED", null);
        long now = broadcast(2, "SUBMITTED", null);
        message("77", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        message("78", before, 1, 2, Instant.now().minus(Duration.ofDays(2)));
        message("77", now, 2, 1, Instant.now());
        message("78", now, 2, 2, Instant.now());

        receipt("77", 1, "UNDELIVERED", Instant.now());
        await().until(() -> receipts("repeated") == 1);
        assertThat(ledger.count(now, "SUBMITTED")).isEqualTo(2);
        receipt("77", 2, "DELIVERED", Instant.now());
        receipt("78", null, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 2);
    }

    /** Its carrier counts anew since it was started again, and is quicker with the receipt than with the answer. */
    @Test
    void aReceiptAheadOfItsAnswerSettlesNobodyElse_whenItsIdIsAnOldOne() {
        long before = broadcast(1, "SUBMITTED", null);
        long now = broadcast(2, "INTENT", null);
        message("81", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        receipt("81", 2, "DELIVERED", Instant.now());
        await().until(() -> receipts("waiting") == 1);
        assertThat(ledger.count(before, "SUBMITTED")).isEqualTo(2);

        message("81", now, 2, 1, Instant.now());
        jdbc.sql("UPDATE submission SET state = 'SUBMITTED' WHERE broadcast_id = :id")
                .param("id", now)
                .update();
        await().until(() -> ledger.count(now, "DELIVERED") == 1);
        assertThat(ledger.count(before, "SUBMITTED")).isEqualTo(2);
        assertThat(receipts("matched")).isEqualTo(1);
    }

    @Test
    void aReceiptWithAnOldIdSettlesTheLostAnswerOfTheNumberThatItNames() {
        long before = broadcast(1, "SUBMITTED", null);
        long now = broadcast(2, "UNCERTAIN", "no-answer");
        message("83", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        receipt("83", 2, "DELIVERED", Instant.now());
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(now, "DELIVERED") == 1);
        assertThat(ledger.count(before, "SUBMITTED")).isEqualTo(2);
    }

    /** Some write numbers in ways of their own: then the id is all there is. */
    @Test
    void aReceiptThatNamesAnotherNumberCountsByItsId_whenNothingIsUnderWayToThatNumber() {
        long now = broadcast(1, "SUBMITTED", null);
        message("82", now, 1, 1, Instant.now());
        receipt("82", 2, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 1);
        assertThat(receipts("matched")).isEqualTo(1);
    }

    /** The older one's receipt never came: that is no receipt that was matched and not counted. */
    @Test
    void anOldSegmentWithoutAReceiptIsNoFault_whenItsIdComesAgain() {
        long before = broadcast(1, "NO_RECEIPT", null);
        long now = broadcast(2, "SUBMITTED", null);
        message("79", before, 1, 1, Instant.now().minus(Duration.ofDays(4)));
        message("79", now, 2, 1, Instant.now());
        message("80", before, 1, 2, Instant.now().minus(Duration.ofDays(4)));
        message("80", now, 2, 2, Instant.now());

        receipt("79", 2, "DELIVERED", Instant.now());
        receipt("80", null, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 2);
        assertThat(ledger.count(before, "NO_RECEIPT")).isEqualTo(2);
    }

    @Test
    void aReceiptThatIsMatchedAndNotCountedIsAFault_stillWhenItsIdCameBefore() {
        long before = broadcast(1, "DELIVERED", null);
        long now = broadcast(2, "SUBMITTED", null);
        message("81", before, 1, 1, Instant.now().minus(Duration.ofDays(2)));
        message("81", now, 2, 1, Instant.now());
        receipt("81", 2, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(now, "DELIVERED") == 1);
        jdbc.sql("UPDATE submission SET state = 'SUBMITTED' WHERE broadcast_id = :id AND state = 'DELIVERED'")
                .param("id", now)
                .update();
        assertThat(invariantsBroken()).singleElement().asString().startsWith("I4");
        jdbc.sql("UPDATE submission SET state = 'DELIVERED' WHERE broadcast_id = :id AND segment_no = 1")
                .param("id", now)
                .update();
    }

    @Test
    void oneIdForAllSegmentsOfATextSettlesThemAll() {
        long broadcast = broadcast(1, "SUBMITTED", null);
        message("88", broadcast, 1, 1, Instant.now());
        message("88", broadcast, 1, 2, Instant.now());
        receipt("88", 1, "UNDELIVERED", Instant.now());
        await().until(() -> ledger.count(broadcast, "UNDELIVERED") == 2);
        receipt("88", 1, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(broadcast, "DELIVERED") == 2);
    }

    /** So many milliseconds are more than the ledger's column holds. */
    @Test
    void aReceiptAfterFortyDaysIsCounted_andHoldsNoOtherUp() {
        long broadcast = broadcast(1, "NO_RECEIPT", null);
        message("91", broadcast, 1, 1, Instant.now().minus(Duration.ofDays(40)));
        message("92", broadcast, 1, 2, Instant.now());
        receipt("91", 1, "DELIVERED", Instant.now());
        receipt("92", 1, "DELIVERED", Instant.now());
        await().until(() -> ledger.count(broadcast, "DELIVERED") == 2);
    }

    @Test
    void receiptsFromBeforeACrashSettleWhatItLeft_howeverLongTheHubWasDown() {
        long broadcast = broadcast(1, "UNCERTAIN", "hub-stopped");
        ledger.chunk(broadcast, 1, 1, "DONE");
        Instant crash = Instant.now().minus(Duration.ofMinutes(10));
        ledger.claim(broadcast, 2, crash.minusSeconds(1), crash);
        receipt("a1", 1, "DELIVERED", crash);
        receipt("a2", 1, "UNDELIVERED", crash);
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(broadcast, "UNCERTAIN") == 0);
        assertThat(ledger.count(broadcast, "DELIVERED")).isEqualTo(1);
    }

    @Test
    void aReceiptFromBeforeTheFirstClaimSettlesNothingThatACrashLeft() {
        long broadcast = broadcast(1, "UNCERTAIN", "hub-stopped");
        ledger.chunk(broadcast, 1, 1, "DONE");
        Instant crash = Instant.now().minus(Duration.ofMinutes(10));
        ledger.claim(broadcast, 2, crash.minusSeconds(1), crash);
        receipt("a1", 1, "DELIVERED", crash.minus(Duration.ofHours(1)));
        await().atMost(Duration.ofSeconds(20)).until(() -> receipts("unmatched") == 1);
        assertThat(ledger.count(broadcast, "UNCERTAIN")).isEqualTo(2);
    }

    @Test
    void whatTheCarrierTookWithoutAnIdIsSettledByNumber_andARepeatIsOne() {
        long broadcast = broadcast(1, "SUBMITTED", "no-message-id");
        message("", broadcast, 1, 1, Instant.now());
        message("", broadcast, 1, 2, Instant.now());
        receipt("c1", 1, "DELIVERED", Instant.now());
        receipt("c2", 1, "DELIVERED", Instant.now());
        await().atMost(Duration.ofSeconds(20)).until(() -> ledger.count(broadcast, "DELIVERED") == 2);
        receipt("c1", 1, "DELIVERED", Instant.now());
        await().until(() -> receipts("repeated") == 1);
    }

    /** One recipient with two segments that stand alike, sent through the port. */
    private long broadcast(int recipientNo, String state, String reason) {
        long id = ledger.broadcast(ledger.alert("upstream", "match-" + recipientNo), "PAUSED", 1);
        ledger.person(id, recipientNo, state, reason);
        jdbc.sql("UPDATE submission SET port = :port WHERE broadcast_id = :id")
                .param("port", PORT)
                .param("id", id)
                .update();
        return id;
    }

    private void message(String messageId, long broadcastId, int recipientNo, int segmentNo, Instant at) {
        jdbc.sql("INSERT INTO message VALUES (:carrier, :messageId, :broadcastId, :recipientNo, :segmentNo, :at)")
                .param("carrier", carrier)
                .param("messageId", messageId)
                .param("broadcastId", broadcastId)
                .param("recipientNo", recipientNo)
                .param("segmentNo", segmentNo)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void receipt(String messageId, Integer recipientNo, String outcome, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO receipt (port, carrier, message_id, outcome, stat, number_index, raw_sealed, received_at)
                        VALUES (:port, :carrier, :messageId, :outcome::submission_state, 'TEST', :index, '\\x00', :at)""")
                .param("port", PORT)
                .param("carrier", carrier)
                .param("messageId", messageId)
                .param("outcome", outcome)
                .param("index", recipientNo == null ? null : sealing.index("86138000%05d".formatted(recipientNo)))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private int receipts(String match) {
        return jdbc.sql("SELECT count(*) FROM v_receipt WHERE match = :match")
                .param("match", match)
                .query(Integer.class)
                .single();
    }
}
