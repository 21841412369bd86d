package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** When a broadcast is through, what becomes of its segments when it ends early, and that the upstream is told in order. */
class CompletionIT extends HubIT {
    private static final Instant START = Instant.parse("2026-11-23T07:30:00Z");

    @Autowired
    ConnectionFactory broker;

    private LedgerRows ledger;

    @BeforeEach
    void open() {
        ledger = new LedgerRows(jdbc, sealing);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void isSentWithTheLastAnswerAndCompletedWithTheLastReceipt() {
        long broadcast = ledger.broadcast(alert(), "PAUSED", 2);
        ledger.person(broadcast, 0, "DELIVERED", null);
        ledger.person(broadcast, 1, "SUBMITTED", null);
        ledger.chunk(broadcast, 0, 1, "DONE");
        ledger.claim(broadcast, 4, START, START.plusSeconds(3));
        ledger.state(broadcast, "SENDING");
        awaitState(broadcast, "SENT");
        assertThat(jdbc.sql("SELECT first_submit_at || ' ' || last_submit_at FROM broadcast WHERE broadcast_id = :id")
                        .param("id", broadcast)
                        .query(String.class)
                        .single())
                .contains(":30:00", ":30:03");

        jdbc.sql("UPDATE submission SET state = 'UNDELIVERED' WHERE state = 'SUBMITTED'")
                .update();
        awaitState(broadcast, "COMPLETED");
    }

    @Test
    void isNotSentWhileAChunkWaitsOrASegmentIsUnderWay() {
        long waiting = ledger.broadcast(alert(), "PAUSED", 1);
        ledger.person(waiting, 0, "PENDING", null);
        ledger.chunk(waiting, 0, 0, "WAITING");
        ledger.state(waiting, "SENDING");
        long underWay = ledger.broadcast(alert(), "PAUSED", 1);
        ledger.person(underWay, 0, "INTENT", null);
        ledger.chunk(underWay, 0, 0, "DONE");
        ledger.state(underWay, "SENDING");
        long through = ledger.broadcast(alert(), "PAUSED", 1);
        ledger.person(through, 0, "UNCERTAIN", null);
        ledger.chunk(through, 0, 0, "DONE");
        ledger.state(through, "SENDING");
        awaitState(through, "SENT");
        assertThat(ledger.state(waiting)).isEqualTo("SENDING");
        assertThat(ledger.state(underWay)).isEqualTo("SENDING");
    }

    @Test
    void isCompletedAtOnceWhenItConcernsNobody() {
        long broadcast = ledger.broadcast(alert(), "EXPANDING", 0);
        awaitState(broadcast, "COMPLETED");
    }

    @Test
    void whatACancelledBroadcastWillNotSendIsCancelledAndTheRestRunsOn() {
        long broadcast = ledger.broadcast(alert(), "PAUSED", 4);
        ledger.person(broadcast, 0, "SUBMITTED", null);
        ledger.person(broadcast, 1, "PENDING", null);
        ledger.person(broadcast, 2, "RETRY_WAIT", "smpp-0x45");
        ledger.person(broadcast, 3, "INTENT", null);
        ledger.chunk(broadcast, 0, 3, "WAITING");
        ledger.state(broadcast, "CANCELLED");
        await().untilAsserted(
                        () -> assertThat(ledger.count(broadcast, "CANCELLED")).isEqualTo(4));
        assertThat(ledger.count(broadcast, "SUBMITTED")).isEqualTo(2);
        assertThat(ledger.count(broadcast, "INTENT")).isEqualTo(2);

        jdbc.sql("UPDATE submission SET state = 'PENDING' WHERE state = 'INTENT'")
                .update();
        await().untilAsserted(
                        () -> assertThat(ledger.count(broadcast, "CANCELLED")).isEqualTo(6));
        await().untilAsserted(() -> assertThat(chunksDone(broadcast)).isEqualTo(1));
    }

    @Test
    void whatAnExpiredBroadcastWillNotSendIsExpired() {
        long broadcast = ledger.broadcast(alert(), "PAUSED", 1);
        ledger.person(broadcast, 0, "PENDING", null);
        ledger.chunk(broadcast, 0, 0, "QUEUED");
        ledger.state(broadcast, "EXPIRED");
        await().untilAsserted(
                        () -> assertThat(ledger.count(broadcast, "EXPIRED")).isEqualTo(2));
    }

    @Test
    void aReceiptThatDoesNotComeInThreeDaysIsGivenUp() {
        long broadcast = ledger.broadcast(alert(), "PAUSED", 1);
        ledger.person(broadcast, 0, "SUBMITTED", null);
        ledger.chunk(broadcast, 0, 0, "DONE");
        ledger.claim(broadcast, 2, Instant.now(), Instant.now());
        time.set(Instant.now().plus(Duration.ofHours(71)));
        ledger.state(broadcast, "SENDING");
        awaitState(broadcast, "SENT");
        assertThat(ledger.count(broadcast, "SUBMITTED")).isEqualTo(2);

        time.set(Instant.now().plus(Duration.ofHours(73)));
        awaitState(broadcast, "COMPLETED");
        assertThat(ledger.count(broadcast, "NO_RECEIPT")).isEqualTo(2);
    }

    @Test
    void upstreamHearsOfEveryChangeOnceAndInOrder() throws Exception {
        List<Long> ids = new ArrayList<>();
        String identifier = "alert-" + UUID.randomUUID();
        long alert = ledger.alert("upstream", identifier);
        for (int i = 0; i < 60; i++) {
            ids.add(ledger.broadcast(alert, "APPROVED", null));
        }
        for (String state : List.of("DEFERRED", "PAUSED", "CANCELLED")) {
            ids.forEach(id -> ledger.state(id, state));
        }
        List<String> heard = heard(identifier, ids.get(59) + " cancelled");
        for (Long id : ids) {
            assertThat(heard.stream().filter(word -> word.startsWith(id + " ")))
                    .containsExactly(id + " approved", id + " deferred", id + " paused", id + " cancelled");
        }
    }

    /** What the queue tells of one alert's broadcasts, up to the last word; other tests' words are passed over. */
    private List<String> heard(String identifier, String last) throws Exception {
        JmsTemplate queue = new JmsTemplate(broker);
        queue.setReceiveTimeout(10_000);
        List<String> heard = new ArrayList<>();
        while (!heard.contains(last)) {
            JsonNode word = new ObjectMapper().readTree(((TextMessage) queue.receive("hub.status")).getText());
            if (word.path("identifier").asText().equals(identifier)) {
                heard.add(word.path("broadcastId").asText() + " "
                        + word.path("state").asText());
            }
        }
        return heard;
    }

    private long alert() {
        return ledger.alert("upstream", "alert-" + UUID.randomUUID());
    }

    private void awaitState(long broadcast, String state) {
        await().untilAsserted(() -> assertThat(ledger.state(broadcast)).isEqualTo(state));
    }

    private long chunksDone(long broadcast) {
        return jdbc.sql("SELECT count(*) FROM chunk WHERE broadcast_id = :id AND state = 'DONE'")
                .param("id", broadcast)
                .query(Long.class)
                .single();
    }
}
