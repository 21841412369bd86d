package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.SqlFile;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the carrier answers after a segment was given up counts, unless somebody settled the segment meanwhile. */
class LateAnswerIT extends HubIT {
    private UncertainSegments segments;

    @BeforeEach
    void begin() {
        segments = new UncertainSegments(jdbc, sealing, town);
    }

    @AfterEach
    void heal() {
        smsc.resume();
        smsc.change(Map.of("latency", "20", "reject-suffix", ""));
        assertThat(invariantsBroken()).isEmpty();
    }

    /** Answers after 4.5 s; segments are given up after 3. */
    @Test
    void aLateAnswerCounts_whetherItIsYesOrNo() {
        smsc.change(Map.of("latency", "4500", "reject-suffix", "3:0x0B,5:0x08,6:0x58"));
        town.people(50);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(broadcast, "UNCERTAIN") == 50);
        smsc.change(Map.of("latency", "20", "reject-suffix", ""));

        segments.awaitState(broadcast, "COMPLETED");
        assertThat(reasons(broadcast, "REJECTED")).containsExactly("smpp-0x0B 5");
        assertThat(town.count(broadcast, "DELIVERED", "UNDELIVERED")).isEqualTo(45);
        assertThat(segments.resends(broadcast)).isZero();
        assertThat(smsc.counts().total().doubled()).isZero();
    }

    /** The answer is to the first copy. */
    @Test
    void aLateRefusalMovesNothingThatSomebodySettledMeanwhile() {
        long broadcast = segments.uncertainForLong(4);
        Instant first = Instant.parse("2026-11-23T04:00:00Z");
        givenUp(broadcast, 0, "UNCERTAIN", first);
        givenUp(broadcast, 1, "ABANDONED", first.plusSeconds(9));
        givenUp(broadcast, 2, "PENDING", first.plusSeconds(9));
        givenUp(broadcast, 3, "UNCERTAIN", first.plusSeconds(9));
        jdbc.sql("UPDATE permit SET paused_at = now() WHERE broadcast_id = :id")
                .param("id", broadcast)
                .update();
        for (int person = 0; person < 4; person++) {
            lateRefusal(broadcast, person, first);
        }
        assertThat(jdbc.sql("SELECT state::text FROM submission WHERE broadcast_id = :id ORDER BY recipient_no")
                        .param("id", broadcast)
                        .query(String.class)
                        .list())
                .containsExactly("REJECTED", "ABANDONED", "PENDING", "UNCERTAIN");
    }

    private void givenUp(long broadcast, int person, String state, Instant at) {
        jdbc.sql(
                        """
                        UPDATE submission SET state = :state::submission_state, state_at = :at, reason = 'no-answer'
                        WHERE broadcast_id = :id AND recipient_no = :person""")
                .param("state", state)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", broadcast)
                .param("person", person)
                .update();
    }

    private void lateRefusal(long broadcast, int person, Instant handedOver) {
        jdbc.sql(SqlFile.read("dispatch/store-outcomes"))
                .param("carrier", "simulator")
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .param("claims", new Long[] {0L})
                .param("broadcasts", new Long[] {broadcast})
                .param("chunks", new Integer[] {0})
                .param("recipients", new Integer[] {person})
                .param("parts", new Short[] {1})
                .param("states", new String[] {"REJECTED"})
                .param("messageIds", new String[] {null})
                .param("reasons", new String[] {"smpp-0x0B"})
                .param("times", new String[] {handedOver.plusSeconds(7).toString()})
                .param("givenUp", new String[] {handedOver.toString()})
                .update();
    }

    private List<String> reasons(long broadcast, String state) {
        return jdbc.sql(
                        """
                        SELECT reason || ' ' || count(*) FROM submission
                        WHERE broadcast_id = :id AND state = :state::submission_state GROUP BY reason""")
                .param("id", broadcast)
                .param("state", state)
                .query(String.class)
                .list();
    }
}
