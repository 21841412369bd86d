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
import org.junit.jupiter.api.Test;

/** What may have gone is sent again as the approval orders, or by people, and never otherwise. */
class UncertainIT extends HubIT {
    @AfterEach
    void heal() {
        smsc.resume();
        smsc.change(Map.of("latency", "20", "reject-suffix", ""));
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void resendNowSendsAgainAtOnce_recordedAsThePolicysOrder() {
        long broadcast = swallowedThenHealed("RESEND_NOW");
        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "DELIVERED", "UNDELIVERED") == 900);
        assertThat(resends(broadcast)).isPositive();
        assertThat(jdbc.sql(
                                """
                                SELECT sum((detail ->> 'segments')::int) FROM audit
                                WHERE action = 'uncertain-settled' AND subject = 'broadcast:' || :id
                                  AND detail ->> 'policy' = 'RESEND_NOW' AND at > now() - interval '2 minutes'""")
                        .param("id", broadcast)
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(resends(broadcast));
        assertThat(jdbc.sql("SELECT count(*) FROM uncertain")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void waitReceiptSendsAgainOnlyWhenTheWaitIsOver() {
        long broadcast = swallowedThenHealed("WAIT_RECEIPT");
        awaitState(broadcast, "SENT");
        int uncertain = town.count(broadcast, "UNCERTAIN");
        assertThat(uncertain).isPositive();
        assertThat(resends(broadcast)).isZero();

        time.set(Instant.now().plus(Duration.ofMinutes(11)));
        awaitState(broadcast, "COMPLETED");
        assertThat(resends(broadcast)).isEqualTo(uncertain);
    }

    @Test
    void holdWaitsForAPerson_whoSeesWhatAndWhy() {
        long broadcast = swallowedThenHealed("HOLD");
        awaitState(broadcast, "SENT");
        // receipts of lost answers settle some of them by number first
        await().atMost(Duration.ofSeconds(40))
                .until(() -> jdbc.sql("SELECT count(*) FROM v_receipt WHERE match IN ('new', 'waiting')")
                                .query(Integer.class)
                                .single()
                        == 0);
        int uncertain = town.count(broadcast, "UNCERTAIN");
        Face.Answer shown = face.get("operator", "/api/broadcasts/" + broadcast + "/uncertain");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().at("/policy").asText()).isEqualTo("hold");
        assertThat(shown.json().at("/segments").asInt()).isEqualTo(uncertain).isPositive();
        assertThat(shown.json().at("/groups/0/port").asText()).isEqualTo("whole-network-a");
        assertThat(shown.json().at("/groups/0/reason").asText()).isEqualTo("no-answer");
        assertThat(shown.json().at("/groups/0/zh").asText()).contains("未应答");
        assertThat(shown.json().at("/groups/0/since").asText()).endsWith("+08:00");

        Face.Answer done = order(face, "operator", broadcast);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().at("/segments").asInt()).isEqualTo(uncertain);
        awaitState(broadcast, "COMPLETED");
        assertThat(resends(broadcast)).isEqualTo(uncertain);
    }

    @Test
    void moreThanAThousandResendsNeedASecondPerson() {
        long broadcast = uncertainForLong(1_001);

        Face.Answer first = order(face, "operator", broadcast);
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().at("/state").asText()).isEqualTo("proposed");
        assertThat(face.get("auditor", "/api/broadcasts/" + broadcast + "/uncertain")
                        .json()
                        .at("/proposal/proposedBy")
                        .asText())
                .isEqualTo("operator");
        Face.Answer again = order(face, "operator", broadcast);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.codes()).isEqualTo("second-person-needed");
        assertThat(town.count(broadcast, "UNCERTAIN")).isEqualTo(1_001);

        Face.Answer second = order(face, "approver", broadcast);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().at("/segments").asInt()).isEqualTo(1_001);
        assertThat(second.json().at("/proposedBy").asText()).isEqualTo("operator");
        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "DELIVERED", "UNDELIVERED") == 1_001);
        assertThat(smsc.counts().total().accepted()).isEqualTo(1_001);
    }

    @Test
    void whatAnEndedBroadcastLeftIsNotSentAgain_butMayBeAbandoned_byNameAndReason() {
        long broadcast = uncertainForLong(3);
        jdbc.sql("UPDATE permit SET ended_at = now() WHERE broadcast_id = :id")
                .param("id", broadcast)
                .update();

        Face.Answer resend = order(face, "operator", broadcast);
        assertThat(resend.status()).isEqualTo(409);
        assertThat(resend.codes()).isEqualTo("broadcast-over");
        assertThat(town.count(broadcast, "UNCERTAIN")).isEqualTo(3);

        String path = "/api/broadcasts/" + broadcast + "/uncertain";
        assertThat(face.post("operator", path, "{\"decision\": \"abandon\"}").status())
                .isEqualTo(400);
        assertThat(face.post("upstream", path, "{\"decision\": \"abandon\", \"reason\": \"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(face.post("operator", path, "{\"decision\": \"abandon\", \"reason\": \"carrier says lost\"}")
                        .json()
                        .at("/segments")
                        .asInt())
                .isEqualTo(3);
        assertThat(town.count(broadcast, "ABANDONED")).isEqualTo(3);
        assertThat(jdbc.sql(
                                """
                                SELECT actor || ': ' || (detail ->> 'reason') FROM audit
                                WHERE action = 'uncertain-settled' AND subject = 'broadcast:' || :id ORDER BY audit_id DESC LIMIT 1""")
                        .param("id", broadcast)
                        .query(String.class)
                        .single())
                .isEqualTo("operator: carrier says lost");
        assertThat(smsc.counts().total().accepted()).isZero();
    }

    /** Answers after 4.5 s; segments are given up after 3. */
    @Test
    void aLateAnswerCounts_whetherItIsYesOrNo() {
        smsc.change(Map.of("latency", "4500", "reject-suffix", "3:0x0B,5:0x08,6:0x58"));
        town.people(50);
        long broadcast = town.broadcast("HOLD");
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(broadcast, "UNCERTAIN") == 50);
        smsc.change(Map.of("latency", "20", "reject-suffix", ""));

        awaitState(broadcast, "COMPLETED");
        assertThat(reasons(broadcast, "REJECTED")).containsExactly("smpp-0x0B 5");
        assertThat(town.count(broadcast, "DELIVERED", "UNDELIVERED")).isEqualTo(45);
        assertThat(resends(broadcast)).isZero();
        assertThat(smsc.counts().total().doubled()).isZero();
    }

    /** The answer is to the first copy. */
    @Test
    void aLateRefusalMovesNothingThatSomebodySettledMeanwhile() {
        long broadcast = uncertainForLong(4);
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

    /** In the midst of sending the carrier falls silent; what it swallowed is uncertain. Then it speaks again. */
    private long swallowedThenHealed(String policy) {
        town.people(900);
        long broadcast = town.broadcast(policy);
        await().until(() -> smsc.counts().total().accepted() > 100);
        smsc.goSilent();
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(broadcast, "UNCERTAIN") + resends(broadcast) > 0);
        smsc.resume();
        return broadcast;
    }

    private long uncertainForLong(int people) {
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

    private static Face.Answer order(Face face, String account, long broadcast) {
        return face.post(
                account,
                "/api/broadcasts/" + broadcast + "/uncertain",
                "{\"decision\": \"resend\", \"reason\": \"asked the carrier\"}");
    }

    private int resends(long broadcast) {
        return jdbc.sql("SELECT coalesce(sum(resends), 0) FROM submission WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query(Integer.class)
                .single();
    }

    private void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(40)).until(() -> town.state(broadcast).equals(state));
    }
}
