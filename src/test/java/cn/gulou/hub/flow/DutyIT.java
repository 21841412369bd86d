package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The duty group is told of alarms by SMS: at any hour, over ports that work, apart from the public, and never in a storm. */
class DutyIT extends HubIT {
    private static final int PEOPLE = 2;

    @Autowired
    private Smsc smsc;

    @Autowired
    private Sealing sealing;

    @Autowired
    private MeterRegistry meters;

    private Face face;

    @BeforeEach
    void formTheGroup() {
        face = new Face(port);
        smsc.reset();
        AlarmIT.clockedKind(owner());
        Face.Answer put = face.call(
                "operator",
                "PUT",
                "/api/groups/duty?authorisationReference=DUTY",
                "text/csv",
                BodyPublishers.ofString("8613800009801\n8613800009802\n"));
        assertThat(put.status()).isEqualTo(200);
    }

    @AfterEach
    void heal() {
        smsc.resume();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("SELECT count(*) FROM port WHERE trouble IS NOT NULL") == 0);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void hearsOfAnAlarmAtNightWithoutAGrant_overATargetedPort_apartFromThePublic() {
        List<Object> grants = jdbc.sql("SELECT reference FROM send_grant WHERE valid_until > now()")
                .query()
                .singleColumn();
        jdbc.sql("UPDATE send_grant SET valid_until = valid_from + interval '1 second' WHERE valid_until > now()")
                .update();
        time.set(Instant.parse("2026-12-01T15:00:00Z"));
        raise("broadcast:1");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(notices()).hasSize(PEOPLE));
        jdbc.sql("UPDATE send_grant SET valid_until = '9999-12-31' WHERE reference = ANY (:all::text[])")
                .param("all", grants.toArray(String[]::new))
                .update();
        assertThat(notices().get(0).text()).isEqualTo("【北京市应急管理事务中心】值守告警1项：试验告警（broadcast:1）。请登录处置。");
        assertThat(jdbc.sql("SELECT kind || ' ' || carried_by || ' ' || priority FROM broadcast")
                        .query(String.class)
                        .list())
                .containsExactly("duty targeted 9");
        assertThat(number("SELECT count(*) FROM status_message WHERE broadcast_id IS NOT NULL"))
                .as("words to the upstream about a notice")
                .isZero();
        await().until(() -> number("SELECT count(*) FROM broadcast WHERE state = 'COMPLETED'") == 1);
        assertThat(face.get("operator", "/api/broadcasts?kind=duty")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aStormOfAlarmsIsAFewMessages() {
        raise("broadcast:1");
        await().atMost(Duration.ofSeconds(20)).until(() -> notices().size() == PEOPLE);
        for (int alarm = 2; alarm <= 300; alarm++) {
            raise("broadcast:" + alarm);
        }
        // the notice a minute later names them all together
        time.set(Instant.now().plus(Duration.ofSeconds(61)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(notices()).hasSizeGreaterThan(PEOPLE));
        await().until(() -> number("SELECT count(*) FROM alarm WHERE told_at IS NULL") == 0);

        assertThat(number("SELECT count(*) FROM notice")).isEqualTo(2);
        long second = number("SELECT count(*) FROM alarm WHERE notice_id = (SELECT max(notice_id) FROM notice)");
        assertThat(second).isGreaterThanOrEqualTo(299);
        await().untilAsserted(() -> assertThat(
                        notices().stream().filter(one -> one.text().contains(second + "项")))
                .hasSize(PEOPLE));
    }

    @Test
    void anAlarmAboutThePortsWaitsForOneThatWorks_andANoticeRaisesNone() {
        smsc.refuseBinds();
        smsc.dropWithReset();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        number("SELECT count(*) FROM alarm WHERE kind = 'port-unbound' AND ended_at IS NULL") >= 3);
        assertThat(number("SELECT count(*) FROM notice"))
                .as("nobody could carry it")
                .isZero();

        raise("broadcast:7");
        smsc.resume();
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(notices()).hasSize(PEOPLE));
        await().until(() -> number("SELECT count(*) FROM alarm WHERE kind = 'port-unbound' AND ended_at IS NULL") == 0);

        long duty = number("SELECT broadcast_id FROM broadcast WHERE kind = 'duty'");
        await().until(() -> number("SELECT count(*) FROM broadcast WHERE state = 'COMPLETED'") == 1);
        jdbc.sql("INSERT INTO brake VALUES (:id, 'smpp-0x65', now(), 50, now())")
                .param("id", duty)
                .update();
        // both at once, or it would be completed again in between
        jdbc.sql(("UPDATE broadcast SET state = 'SENDING' WHERE broadcast_id = %1$d;"
                                + " UPDATE broadcast SET state = 'PAUSED' WHERE broadcast_id = %1$d")
                        .formatted(duty))
                .update();
        braked();
        await().until(() -> number("SELECT count(*) FROM alarm WHERE kind = 'broadcast-braked'") > 0);
        assertThat(number("SELECT count(*) FROM alarm WHERE subject = 'broadcast:" + duty + "'"))
                .isZero();
    }

    @Test
    void aNoticeWhosePortsStopIsCarriedByOthers() {
        assertThat(face.post("engineer", "/api/ports/targeted-a/stop", "").status())
                .isEqualTo(200);
        await().until(() -> number("SELECT count(*) FROM port WHERE trouble IS NOT NULL") == 1);
        raise("broadcast:9");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(notices()).hasSize(PEOPLE));
        assertThat(jdbc.sql("SELECT carried_by FROM broadcast")
                        .query(String.class)
                        .single())
                .isEqualTo("whole-network");
        assertThat(face.post("engineer", "/api/ports/targeted-a/start", "").status())
                .isEqualTo(200);
    }

    @Test
    void aNoticeThatReachesNobodyLeavesItsAlarmUntold_forAllToSee_andIsMadeAgain() {
        String both = "{\"numbers\": [\"8613800009801\", \"8613800009802\"], \"reason\": \"asked\"}";
        assertThat(face.post("operator", "/api/opt-outs", both).status()).isEqualTo(200);
        raise("broadcast:11");
        await().atMost(Duration.ofSeconds(20)).until(() -> number("SELECT count(*) FROM notice WHERE failed") == 1);

        JsonNode alarm = face.get("operator", "/api/alarms?state=open")
                .json()
                .path("items")
                .path(0);
        assertThat(alarm.path("toldAt").isNull()).isTrue();
        assertThat(alarm.path("untoldAt").isNull()).isFalse();
        await().until(() -> meters.get("hub.alarms.untold").gauge().value() == 1);
        await().until(() -> number("SELECT count(*) FROM audit WHERE action = 'alarm-untold' AND subject = 'alarm:"
                        + alarm.path("alarmId").asText() + "'")
                >= 1);
        await().until(() ->
                number("SELECT count(*) FROM alarm_word WHERE word = 'untold' AND sent_at IS NOT NULL") == 1);

        jdbc.sql("DELETE FROM opt_out").update();
        time.set(Instant.now().plus(Duration.ofMinutes(3)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notices()).hasSize(PEOPLE));
        await().until(() -> number("SELECT count(*) FROM alarm WHERE told_at IS NOT NULL AND untold_at IS NULL") == 1);
        assertThat(number("SELECT count(*) FROM alarm_word WHERE word = 'told'"))
                .isEqualTo(1);
        await().until(() -> meters.get("hub.alarms.untold").gauge().value() == 0);
    }

    @Test
    void saysThatNobodyCanBeTold_whenNoPortWorksForThreeIntervals() {
        smsc.refuseBinds();
        smsc.dropWithReset();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("SELECT count(*) FROM port WHERE trouble IS NULL") == 0);
        raise("broadcast:12");
        time.set(Instant.now().plus(Duration.ofMinutes(4)));
        await().until(() ->
                number("SELECT count(*) FROM alarm WHERE subject = 'broadcast:12' AND untold_at IS NOT NULL") == 1);
    }

    private void braked() {
        LedgerRows rows = new LedgerRows(jdbc, sealing);
        long broadcast = rows.broadcast(rows.alert("upstream", "braked-" + UUID.randomUUID()), "PAUSED", 0);
        jdbc.sql("INSERT INTO brake VALUES (:id, 'smpp-0x65', now(), 50, now())")
                .param("id", broadcast)
                .update();
    }

    private void raise(String about) {
        jdbc.sql("SELECT raise_alarm('test-clock', :about, '{}', :now)")
                .param("about", about)
                .param("now", time.instant().atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private List<RecordedSubmit> notices() {
        return smsc.recorded().stream()
                .filter(one -> one.text().contains("值守告警") && one.segment() <= 1)
                .toList();
    }

    private long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
