package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may have gone is sent again as the approval orders, or by people, and never otherwise. */
class UncertainIT extends HubIT {
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

    @Test
    void resendNowSendsAgainAtOnce_recordedAsThePolicysOrder() {
        long broadcast = swallowedThenHealed("RESEND_NOW");
        await().atMost(Duration.ofSeconds(40)).until(() -> town.count(broadcast, "DELIVERED", "UNDELIVERED") == 900);
        assertThat(segments.resends(broadcast)).isPositive();
        assertThat(jdbc.sql(
                                """
                                SELECT sum((detail ->> 'segments')::int) FROM audit
                                WHERE action = 'uncertain-settled' AND subject = 'broadcast:' || :id
                                  AND detail ->> 'policy' = 'RESEND_NOW' AND at > now() - interval '2 minutes'""")
                        .param("id", broadcast)
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(segments.resends(broadcast));
        assertThat(jdbc.sql("SELECT count(*) FROM uncertain")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void waitReceiptSendsAgainOnlyWhenTheWaitIsOver() {
        long broadcast = swallowedThenHealed("WAIT_RECEIPT");
        segments.awaitState(broadcast, "SENT");
        int uncertain = town.count(broadcast, "UNCERTAIN");
        assertThat(uncertain).isPositive();
        assertThat(segments.resends(broadcast)).isZero();

        time.set(Instant.now().plus(Duration.ofMinutes(11)));
        segments.awaitState(broadcast, "COMPLETED");
        assertThat(segments.resends(broadcast)).isEqualTo(uncertain);
    }

    @Test
    void holdWaitsForAPerson_whoSeesWhatAndWhy() {
        long broadcast = swallowedThenHealed("HOLD");
        segments.awaitState(broadcast, "SENT");
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
        segments.awaitState(broadcast, "COMPLETED");
        assertThat(segments.resends(broadcast)).isEqualTo(uncertain);
    }

    @Test
    void moreThanAThousandResendsNeedASecondPerson() {
        long broadcast = segments.uncertainForLong(1_001);

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
        long broadcast = segments.uncertainForLong(3);
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

    /** In the midst of sending the carrier falls silent; what it swallowed is uncertain. Then it speaks again. */
    private long swallowedThenHealed(String policy) {
        town.people(900);
        long broadcast = town.broadcast(policy);
        await().until(() -> smsc.counts().total().accepted() > 100);
        smsc.goSilent();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> town.count(broadcast, "UNCERTAIN") + segments.resends(broadcast) > 0);
        smsc.resume();
        return broadcast;
    }

    private static Face.Answer order(Face face, String account, long broadcast) {
        return face.post(
                account,
                "/api/broadcasts/" + broadcast + "/uncertain",
                "{\"decision\": \"resend\", \"reason\": \"asked the carrier\"}");
    }
}
