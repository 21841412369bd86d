package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The duty group is told of alarms by SMS: at any hour, over ports that work, apart from the public, and never in a storm. */
class DutyIT extends HubIT {
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
    void hearsOfAnAlarmAtNightWithoutAGrant_overATargetedPort_apartFromThePublic() {
        List<Object> grants = jdbc.sql("SELECT reference FROM send_grant WHERE valid_until > now()")
                .query()
                .singleColumn();
        jdbc.sql("UPDATE send_grant SET valid_until = valid_from + interval '1 second' WHERE valid_until > now()")
                .update();
        time.set(Instant.parse("2026-12-01T15:00:00Z"));
        group.raise("broadcast:1");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(group.notices()).hasSize(DutyGroup.PEOPLE));
        jdbc.sql("UPDATE send_grant SET valid_until = '9999-12-31' WHERE reference = ANY (:all::text[])")
                .param("all", grants.toArray(String[]::new))
                .update();
        assertThat(group.notices().get(0).text()).isEqualTo("【北京市应急管理事务中心】值守告警1项：试验告警（broadcast:1）。请登录处置。");
        assertThat(jdbc.sql("SELECT kind || ' ' || carried_by || ' ' || priority FROM broadcast")
                        .query(String.class)
                        .list())
                .containsExactly("duty targeted 9");
        assertThat(group.number("SELECT count(*) FROM status_message WHERE broadcast_id IS NOT NULL"))
                .as("words to the upstream about a notice")
                .isZero();
        await().until(() -> group.number("SELECT count(*) FROM broadcast WHERE state = 'COMPLETED'") == 1);
        assertThat(face.get("operator", "/api/broadcasts?kind=duty")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aStormOfAlarmsIsAFewMessages() {
        group.raise("broadcast:1");
        await().atMost(Duration.ofSeconds(20)).until(() -> group.notices().size() == DutyGroup.PEOPLE);
        for (int alarm = 2; alarm <= 300; alarm++) {
            group.raise("broadcast:" + alarm);
        }
        // the notice a minute later names them all together
        time.set(Instant.now().plus(Duration.ofSeconds(61)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(group.notices()).hasSizeGreaterThan(DutyGroup.PEOPLE));
        await().until(() -> group.number("SELECT count(*) FROM alarm WHERE told_at IS NULL") == 0);

        assertThat(group.number("SELECT count(*) FROM notice")).isEqualTo(2);
        long second = group.number("SELECT count(*) FROM alarm WHERE notice_id = (SELECT max(notice_id) FROM notice)");
        assertThat(second).isGreaterThanOrEqualTo(299);
        await().untilAsserted(() -> assertThat(
                        group.notices().stream().filter(one -> one.text().contains(second + "项")))
                .hasSize(DutyGroup.PEOPLE));
    }

    @Test
    void aNoticeWhosePortsStopIsCarriedByOthers() {
        assertThat(face.post("engineer", "/api/ports/targeted-a/stop", "").status())
                .isEqualTo(200);
        await().until(() -> group.number("SELECT count(*) FROM port WHERE trouble IS NOT NULL") == 1);
        group.raise("broadcast:9");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(group.notices()).hasSize(DutyGroup.PEOPLE));
        assertThat(jdbc.sql("SELECT carried_by FROM broadcast")
                        .query(String.class)
                        .single())
                .isEqualTo("whole-network");
        assertThat(face.post("engineer", "/api/ports/targeted-a/start", "").status())
                .isEqualTo(200);
    }
}
