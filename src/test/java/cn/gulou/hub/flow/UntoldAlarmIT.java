package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alarm that the duty group cannot be told of waits, for all to see, until somebody can be. */
class UntoldAlarmIT extends HubIT {
    @Autowired
    private MeterRegistry meters;

    private DutyGroup group;

    @BeforeEach
    void formTheGroup() {
        group = new DutyGroup(jdbc, time, smsc);
        group.form(face, owner());
    }

    @AfterEach
    void heal() {
        group.heal();
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void anAlarmAboutThePortsWaitsForOneThatWorks_andANoticeRaisesNone() {
        smsc.refuseBinds();
        smsc.dropWithReset();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> group.number("SELECT count(*) FROM alarm WHERE kind = 'port-unbound' AND ended_at IS NULL")
                        >= 3);
        assertThat(group.number("SELECT count(*) FROM notice"))
                .as("nobody could carry it")
                .isZero();

        group.raise("broadcast:7");
        smsc.resume();
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(group.notices()).hasSize(DutyGroup.PEOPLE));
        await().until(() ->
                group.number("SELECT count(*) FROM alarm WHERE kind = 'port-unbound' AND ended_at IS NULL") == 0);

        long duty = group.number("SELECT broadcast_id FROM broadcast WHERE kind = 'duty'");
        await().until(() -> group.number("SELECT count(*) FROM broadcast WHERE state = 'COMPLETED'") == 1);
        jdbc.sql("INSERT INTO brake VALUES (:id, 'smpp-0x65', now(), 50, now())")
                .param("id", duty)
                .update();
        // both at once, or it would be completed again in between
        jdbc.sql(("UPDATE broadcast SET state = 'SENDING' WHERE broadcast_id = %1$d;"
                                + " UPDATE broadcast SET state = 'PAUSED' WHERE broadcast_id = %1$d")
                        .formatted(duty))
                .update();
        braked();
        await().until(() -> group.number("SELECT count(*) FROM alarm WHERE kind = 'broadcast-braked'") > 0);
        assertThat(group.number("SELECT count(*) FROM alarm WHERE subject = 'broadcast:" + duty + "'"))
                .isZero();
    }

    @Test
    void aNoticeThatReachesNobodyLeavesItsAlarmUntold_forAllToSee_andIsMadeAgain() {
        String both = "{\"numbers\": [\"8613800009801\", \"8613800009802\"], \"reason\": \"asked\"}";
        assertThat(face.post("operator", "/api/opt-outs", both).status()).isEqualTo(200);
        group.raise("broadcast:11");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> group.number("SELECT count(*) FROM notice WHERE failed") == 1);

        JsonNode alarm = face.get("operator", "/api/alarms?state=open")
                .json()
                .path("items")
                .path(0);
        assertThat(alarm.path("toldAt").isNull()).isTrue();
        assertThat(alarm.path("untoldAt").isNull()).isFalse();
        await().until(() -> meters.get("hub.alarms.untold").gauge().value() == 1);
        await().until(() ->
                group.number("SELECT count(*) FROM audit WHERE action = 'alarm-untold' AND subject = 'alarm:"
                                + alarm.path("alarmId").asText() + "'")
                        >= 1);
        await().until(() ->
                group.number("SELECT count(*) FROM alarm_word WHERE word = 'untold' AND sent_at IS NOT NULL") == 1);

        jdbc.sql("DELETE FROM opt_out").update();
        time.set(Instant.now().plus(Duration.ofMinutes(3)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(group.notices()).hasSize(DutyGroup.PEOPLE));
        await().until(() ->
                group.number("SELECT count(*) FROM alarm WHERE told_at IS NOT NULL AND untold_at IS NULL") == 1);
        assertThat(group.number("SELECT count(*) FROM alarm_word WHERE word = 'told'"))
                .isEqualTo(1);
        await().until(() -> meters.get("hub.alarms.untold").gauge().value() == 0);
    }

    @Test
    void saysThatNobodyCanBeTold_whenNoPortWorksForThreeIntervals() {
        smsc.refuseBinds();
        smsc.dropWithReset();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> group.number("SELECT count(*) FROM port WHERE trouble IS NULL") == 0);
        group.raise("broadcast:12");
        time.set(Instant.now().plus(Duration.ofMinutes(4)));
        await().until(() ->
                group.number("SELECT count(*) FROM alarm WHERE subject = 'broadcast:12' AND untold_at IS NOT NULL")
                        == 1);
    }

    private void braked() {
        LedgerRows rows = new LedgerRows(jdbc, sealing);
        long broadcast = rows.broadcast(rows.alert("upstream", "braked-" + UUID.randomUUID()), "PAUSED", 0);
        jdbc.sql("INSERT INTO brake VALUES (:id, 'smpp-0x65', now(), 50, now())")
                .param("id", broadcast)
                .update();
    }
}
