package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An alarm has a cause, an owner, a clock where the contract sets one, and an end; everybody hears of it. */
class AlarmIT extends HubIT {
    @Autowired
    private MeterRegistry meters;

    private LedgerRows rows;
    private long auditBefore;

    @BeforeEach
    void open() {
        rows = new LedgerRows(jdbc, sealing);
        clockedKind(owner());
        auditBefore =
                jdbc.sql("SELECT max(audit_id) FROM audit").query(Long.class).single();
    }

    /** A kind with a clock that a person ends, as that of a breach (C-08). */
    static void clockedKind(JdbcClient owner) {
        owner.sql(
                        "INSERT INTO alarm_kind (kind, severity, owner, clock, tell, words_zh, words_en) VALUES"
                                + " ('test-clock', 'warning', 'operator', '1 hour', true, '试验告警', 'a test') ON CONFLICT DO NOTHING")
                .update();
    }

    @Test
    void isRaisedOnce_takenByItsOwner_andEndsWithItsCause() {
        long broadcast = braked();
        String about = "broadcast:" + broadcast;
        JsonNode alarm = awaitAlarm("broadcast-braked", about);
        String call = "/api/alarms/" + alarm.path("alarmId").asText();
        assertThat(alarm.path("owner").asText()).isEqualTo("operator");

        assertThat(face.post("upstream", call + "/acknowledge", "").status()).isEqualTo(403);
        Face.Answer notMine = face.post("approver", call + "/acknowledge", "");
        assertThat(notMine.status() + " " + notMine.codes()).isEqualTo("403 alarm-of-another-role");
        assertThat(face.post("operator", call + "/acknowledge", "")
                        .json()
                        .path("acknowledgedBy")
                        .asText())
                .isEqualTo("operator");
        assertThat(face.post("operator", call + "/acknowledge", "").status()).isEqualTo(200);
        assertThat(face.post("admin", call + "/acknowledge", "").codes()).isEqualTo("alarm-taken");
        assertThat(face.post("operator", call + "/end", "{\"reason\":\"seen\"}").codes())
                .isEqualTo("alarm-ends-by-itself");

        jdbc.sql("UPDATE brake SET released_at = now()").update();
        await().until(() -> alarms("ended").stream()
                .anyMatch(one -> one.path("endedBy").asText().equals("hub")));
        assertThat(face.post("operator", call + "/acknowledge", "").codes()).isEqualTo("alarm-ended");
        assertThat(jdbc.sql("SELECT count(*) FROM alarm WHERE kind = 'broadcast-braked'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(audit("alarm:" + alarm.path("alarmId").asText()))
                                .containsExactly("hub alarm-raised", "operator alarm-acknowledged", "hub alarm-ended"));
    }

    /** Ending it would stop the hour of a breach, or hide that all sending stands still. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-held",
                "finish-by-late",
                "expires-unsent",
                "urgent-deferred",
                "sending-stopped",
                "alert-quarantined",
                "reference-unknown",
                "breach",
                "breach-overdue"
            })
    void whatTheHubSeesEnd_nobodyEndsByHand(String kind) {
        long alarm = jdbc.sql("SELECT raise_alarm(:kind, 'test:ends', '{}', now())")
                .param("kind", kind)
                .query(Long.class)
                .single();
        assertThat(face.post("admin", "/api/alarms/" + alarm + "/end", "{\"reason\":\"enough\"}")
                        .codes())
                .isIn("alarm-ends-by-itself", "alarm-ended");
    }

    @Test
    void itsClockRunsOut_itBecomesCritical_andAPersonEndsItWithAReason() {
        raise("test-clock", "broadcast:1");
        JsonNode alarm = awaitAlarm("test-clock", "broadcast:1");
        assertThat(alarm.path("secondsLeft").asLong()).isBetween(3_000L, 3_600L);
        String call = "/api/alarms/" + alarm.path("alarmId").asText() + "/end";

        time.set(Instant.now().plus(Duration.ofMinutes(61)));
        await().untilAsserted(() -> {
            JsonNode late = awaitAlarm("test-clock", "broadcast:1");
            assertThat(late.path("escalatedAt").isNull()).isFalse();
            assertThat(late.path("severity").asText()).isEqualTo("critical");
            assertThat(late.path("secondsLeft").asLong()).isNegative();
        });
        assertThat(face.post("operator", call, "{\"reason\":\" \"}").status()).isEqualTo(422);
        assertThat(face.post("operator", call, "{}").status()).isEqualTo(400);
        assertThat(face.post("operator", call, "{\"reason\":\"reported to party A\"}")
                        .json()
                        .path("endReason")
                        .asText())
                .isEqualTo("reported to party A");
        assertThat(face.post("operator", call, "{\"reason\":\"again\"}").status())
                .isEqualTo(409);
        assertThat(face.post("operator", "/api/alarms/999/end", "{\"reason\":\"no such\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void upstreamAndMetricsHearOfIt() throws Exception {
        raise("test-clock", "broadcast:2");
        awaitAlarm("test-clock", "broadcast:2");
        assertThat(open("broadcast-failed", "critical")).isZero();
        await().untilAsserted(() -> assertThat(open("test-clock", "warning")).isEqualTo(1));
        JsonNode word = heard("broadcast:2");
        assertThat(word.path("entity").asText() + " " + word.path("kind").asText() + " "
                        + word.path("state").asText())
                .isEqualTo("alarm test-clock raised");
    }

    @Test
    void redThatWaitsForApprovalCallsAtOnce_againBeforeItExpires_andEndsWhenDecided() {
        Desk desk = new Desk(port, time);
        Instant expires = Instant.now().plus(Duration.ofMinutes(20));
        String id = desk.alert("drafter", "Red", "\"expires\": \"" + expires + "\",");
        JsonNode alarm = awaitAlarm("approval-waits", "broadcast:" + id);
        assertThat(alarm.path("owner").asText()).isEqualTo("approver");
        assertThat(alarm.path("secondsLeft").asLong())
                .as("half of what is left")
                .isBetween(500L, 600L);
        desk.awaitState(desk.alert("drafter", "Blue", ""), "pending-approval");

        time.set(Instant.now().plus(Duration.ofMinutes(11)));
        await().untilAsserted(() -> assertThat(awaitAlarm("approval-waits", "broadcast:" + id)
                        .path("escalatedAt")
                        .isNull())
                .isFalse());
        String rejection = "{\"decision\": \"reject\", \"reason\": \"wrong district\", \"approvedHash\": \"%s\"}"
                .formatted(desk.broadcast(id).at("/contentHash").asText());
        assertThat(desk.post("approver", "/api/broadcasts/" + id + "/approval", rejection)
                        .status())
                .isEqualTo(200);
        awaitEnded("approval-waits", "broadcast:" + id);
        assertThat(alarms("open").stream().map(one -> one.path("kind").asText()))
                .doesNotContain("approval-waits", "expired-unsent");
    }

    @Test
    void whatExpiresUnsentLeavesAnAlarm_untilAPersonEndsIt() {
        Desk desk = new Desk(port, time);
        Instant expires = Instant.now().plus(Duration.ofMinutes(20));
        String id = desk.alert("drafter", "Red", "\"expires\": \"" + expires + "\",");
        awaitAlarm("approval-waits", "broadcast:" + id);

        time.set(expires.plusSeconds(1));
        desk.awaitState(id, "expired");
        awaitEnded("approval-waits", "broadcast:" + id);
        JsonNode lasting = awaitAlarm("expired-unsent", "broadcast:" + id);
        assertThat(lasting.at("/detail/was").asText()).isEqualTo("pending_approval");
        assertThat(face.post(
                                "approver",
                                "/api/alarms/" + lasting.path("alarmId").asText() + "/end",
                                "{\"reason\": \"told by loudspeaker\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBroadcastThatFailedCallsAPerson() {
        long alert = rows.alert("upstream", "held-" + UUID.randomUUID());
        long failed = rows.broadcast(alert, "APPROVED", null);
        rows.state(failed, "FAILED");
        awaitAlarm("broadcast-failed", "broadcast:" + failed);
    }

    @Test
    void uncertainSegmentsThatNoPolicySettlesCallAPerson() {
        long broadcast = rows.broadcast(rows.alert("upstream", "uncertain-" + UUID.randomUUID()), "SENT", 1);
        rows.person(broadcast, 0, "UNCERTAIN", "no-answer");
        rows.chunk(broadcast, 0, 0, "DONE");
        jdbc.sql("INSERT INTO uncertain (broadcast_id, chunk_no, due_at) VALUES (:id, 0, now())")
                .param("id", broadcast)
                .update();
        awaitAlarm("uncertain-waits", "broadcast:" + broadcast);

        face.post(
                "operator",
                "/api/broadcasts/" + broadcast + "/uncertain",
                "{\"decision\":\"abandon\",\"reason\":\"late\"}");
        awaitEnded("uncertain-waits", "broadcast:" + broadcast);
    }

    @Test
    void parkedMessagesCallAnEngineer_untilTheQueueIsEmpty() {
        jms.convertAndSend("hub.parked", "left here");
        awaitAlarm("message-parked", "queue:hub.parked");

        jms.setReceiveTimeout(10_000);
        while (jdbc.sql("SELECT count(*) FROM alarm WHERE kind = 'message-parked' AND ended_at IS NULL")
                        .query(Integer.class)
                        .single()
                > 0) {
            jms.setReceiveTimeout(200);
            jms.receive("hub.parked");
        }
        awaitEnded("message-parked", "queue:hub.parked");
    }

    private double open(String kind, String severity) {
        return meters.get("hub.alarms.open")
                .tags("kind", kind, "severity", severity)
                .gauge()
                .value();
    }

    private long braked() {
        long broadcast = rows.broadcast(rows.alert("upstream", "braked-" + UUID.randomUUID()), "PAUSED", 0);
        jdbc.sql("UPDATE permit SET paused_at = now() WHERE broadcast_id = :id")
                .param("id", broadcast)
                .update();
        jdbc.sql("INSERT INTO brake VALUES (:id, 'smpp-0x65', now(), 50, now())")
                .param("id", broadcast)
                .update();
        return broadcast;
    }

    private void raise(String kind, String about) {
        jdbc.sql("SELECT raise_alarm(:kind, :about, '{}', now())")
                .param("kind", kind)
                .param("about", about)
                .query(Long.class)
                .single();
    }

    private List<JsonNode> alarms(String state) {
        List<JsonNode> alarms = new ArrayList<>();
        face.get("operator", "/api/alarms?state=" + state).json().path("items").forEach(alarms::add);
        return alarms;
    }

    private JsonNode awaitAlarm(String kind, String about) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> find("open", kind, about), found -> found != null);
    }

    private void awaitEnded(String kind, String about) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> find("ended", kind, about) != null && find("open", kind, about) == null);
    }

    private JsonNode find(String state, String kind, String about) {
        return alarms(state).stream()
                .filter(alarm -> alarm.path("kind").asText().equals(kind)
                        && alarm.path("subject").asText().equals(about))
                .findFirst()
                .orElse(null);
    }

    private List<String> audit(String subject) {
        return jdbc.sql("SELECT actor || ' ' || action FROM audit WHERE subject = :subject AND audit_id > :before"
                        + " ORDER BY audit_id")
                .param("subject", subject)
                .param("before", auditBefore)
                .query(String.class)
                .list();
    }

    private JsonNode heard(String about) throws Exception {
        jms.setReceiveTimeout(10_000);
        while (true) {
            JsonNode word = read((TextMessage) jms.receive("hub.status"));
            if (word.path("subject").asText().equals(about)) {
                return word;
            }
        }
    }

    private static JsonNode read(TextMessage message) throws JMSException, java.io.IOException {
        assertThat(message).as("word of the alarm").isNotNull();
        return new ObjectMapper().readTree(message.getText());
    }
}
