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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An alarm has a cause, an owner, a clock where the contract sets one, and an end; everybody hears of it. */
class AlarmIT extends HubIT {
    @Autowired
    private MeterRegistry meters;

    private LedgerRows rows;
    private AlarmList alarms;
    private long auditBefore;

    @BeforeEach
    void open() {
        rows = new LedgerRows(jdbc, sealing);
        alarms = new AlarmList(face);
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
        JsonNode alarm = alarms.awaitAlarm("broadcast-braked", about);
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
        await().until(() -> alarms.in("ended").stream()
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

    @Test
    void itsClockRunsOut_itBecomesCritical_andAPersonEndsItWithAReason() {
        raise("test-clock", "broadcast:1");
        JsonNode alarm = alarms.awaitAlarm("test-clock", "broadcast:1");
        assertThat(alarm.path("secondsLeft").asLong()).isBetween(3_000L, 3_600L);
        String call = "/api/alarms/" + alarm.path("alarmId").asText() + "/end";

        time.set(Instant.now().plus(Duration.ofMinutes(61)));
        await().untilAsserted(() -> {
            JsonNode late = alarms.awaitAlarm("test-clock", "broadcast:1");
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
        alarms.awaitAlarm("test-clock", "broadcast:2");
        assertThat(open("broadcast-failed", "critical")).isZero();
        await().untilAsserted(() -> assertThat(open("test-clock", "warning")).isEqualTo(1));
        JsonNode word = heard("broadcast:2");
        assertThat(word.path("entity").asText() + " " + word.path("kind").asText() + " "
                        + word.path("state").asText())
                .isEqualTo("alarm test-clock raised");
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
