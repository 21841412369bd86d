package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.ok;
import static cn.gulou.hub.flow.Desk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.compliance.StopSwitch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One switch stops everything at once, and only another person lets it go on (C-18). */
class StopEverythingIT extends HubIT {
    private static final String STOP = "{\"reason\": \"notice of party A\", \"reference\": \"STOP-1\"}";
    private static final String WHY = "{\"reason\": \"cleared up\"}";

    @Autowired
    private StopSwitch stopSwitch;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port, time);
    }

    @Test
    void stopsABusyPortWithinTwoSeconds_andGoesOnWhereItWas() {
        town.people(3_000);
        long running = town.broadcast("HOLD");
        await().until(() -> smsc.counts().total().accepted() > 300);

        ok(200, desk.post("upstream", "/api/stop-everything", STOP));
        Duration took = untilStill();
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        await().until(() -> town.count(running, "INTENT") == 0);
        assertThat(town.count(running, "PENDING")).isPositive();
        assertThat(desk.broadcast("" + running).at("/permitRefusal/code").asText())
                .isEqualTo("sending-stopped");

        String waiting = desk.alert("upstream", "Extreme", "");
        desk.awaitState(waiting, "deferred");
        assertThat(desk.broadcast(waiting).at("/reasons/0/code").asText()).isEqualTo("sending-stopped");
        assertThat(desk.get("operator", "/api/broadcasts").json().findValuesAsText("code"))
                .contains("sending-stopped");

        assertThat(desk.post("upstream", "/api/stop-everything/lift", WHY).status())
                .isEqualTo(403);
        ok(200, desk.post("approver", "/api/stop-everything/lift", WHY));
        desk.awaitState(waiting, "completed");
        await().atMost(Duration.ofSeconds(60)).until(() -> town.state(running).equals("COMPLETED"));
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(invariantsBroken()).isEmpty();
        System.out.printf("STOP-EVERYTHING last-submit-after=%s%n", took);
    }

    @Test
    void isRecorded_raisesAnAlarm_isAnnounced_andShowsInTheHealth() {
        ok(200, desk.post("operator", "/api/stop-everything", STOP));
        ok(200, desk.post("approver", "/api/stop-everything", "{\"reason\": \"again\"}"));

        assertThat(ok(200, desk.get("auditor", "/api/stop-everything"))
                        .at("/stops/0/stoppedBy")
                        .asText())
                .isEqualTo("operator");
        assertThat(desk.get("operator", "/actuator/health").json().at("/status").asText())
                .isEqualTo("DEGRADED");
        assertThat(desk.get("operator", "/actuator/health")
                        .json()
                        .at("/components/sending-health/details/stop/reference")
                        .asText())
                .isEqualTo("STOP-1");
        assertThat(rows("SELECT kind FROM alarm WHERE ended_at IS NULL")).contains("sending-stopped");

        refused(409, "second-person-needed", desk.post("operator", "/api/stop-everything/lift", WHY));
        assertThat(desk.post("approver", "/api/stop-everything/lift", "{}").status())
                .isEqualTo(400);
        ok(200, desk.post("approver", "/api/stop-everything/lift", WHY));
        refused(409, "not-stopped", desk.post("approver", "/api/stop-everything/lift", WHY));

        assertThat(rows("SELECT kind FROM alarm WHERE ended_at IS NULL")).doesNotContain("sending-stopped");
        assertThat(rows("SELECT kind FROM announcement ORDER BY announcement_id"))
                .containsExactly("sending-stopped", "sending-goes-on");
        assertThat(rows("SELECT actor || ' ' || action FROM audit WHERE subject = 'hub' AND action LIKE 'sending-%'"
                        + " ORDER BY audit_id DESC LIMIT 3"))
                .containsExactly(
                        "approver sending-goes-on", "approver sending-stopped-again", "operator sending-stopped");
    }

    @Test
    void isOnlyForThoseWhoMay() {
        for (String account : List.of("drafter", "auditor", "engineer")) {
            assertThat(desk.post(account, "/api/stop-everything", STOP).status())
                    .isEqualTo(403);
        }
        assertThat(desk.post("operator", "/api/stop-everything", "{\"reference\": \"STOP-1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(desk.post("operator", "/api/stop-everything", "{\"reason\": \" \"}")
                        .status())
                .isEqualTo(422);
        assertThatThrownBy(() -> stopSwitch.stop(STOP, "carrier", "upstream"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(403));
        assertThat(ok(200, desk.get("upstream", "/api/stop-everything"))
                        .at("/stopped")
                        .asBoolean())
                .isFalse();
    }

    /** How long after now the last submit came. */
    private Duration untilStill() {
        long begun = System.nanoTime();
        long[] last = {smsc.counts().total().accepted(), begun};
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    long accepted = smsc.counts().total().accepted();
                    if (accepted != last[0]) {
                        last[0] = accepted;
                        last[1] = System.nanoTime();
                    }
                    return System.nanoTime() - last[1] > Duration.ofSeconds(2).toNanos();
                });
        return Duration.ofNanos(last[1] - begun);
    }

    private List<String> rows(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
