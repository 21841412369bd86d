package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Drills.LISTED;
import static cn.gulou.hub.flow.Drills.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.dispatch.Claims;
import cn.gulou.hub.flow.Upstream.Posted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing lets a drill reach the public, and no actual alert is taken for one. */
class DrillBoundaryIT extends HubIT {
    @Autowired
    private Claims claims;

    private Drills drills;

    @BeforeEach
    void open() {
        drills = new Drills(face, town, upstream, smsc);
        town.people(50);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void neitherTouchesTheOther_howeverItRefersToIt() {
        Posted real = later(upstream.draft("Alert", "大风蓝色预警。")).posted();
        Posted drill = later(drills.drill("Exercise")).posted();
        drills.awaitState(real.broadcast(), "DEFERRED");
        drills.awaitState(drill.broadcast(), "DEFERRED");
        List<Posted> crossing = List.of(
                drillOf("Cancel", null, real).posted(),
                drillOf("Update", "演练：大风黄色预警。", real).posted(),
                upstream.draft("Cancel", null).refersTo(drill.identifier()).posted(),
                upstream.draft("Update", "大风黄色预警。").refersTo(drill.identifier()).posted());
        for (Posted each : crossing) {
            upstream.await(each, "refused");
            assertThat(upstream.codes(each.alertId())).contains("reference-crosses-drill");
        }
        assertThat(town.state(real.broadcast())).isEqualTo("DEFERRED");
        assertThat(town.state(drill.broadcast())).isEqualTo("DEFERRED");
        drillOf("Cancel", null, drill).posted();
        drills.awaitState(drill.broadcast(), "CANCELLED");
        assertThat(town.state(real.broadcast())).isEqualTo("DEFERRED");
    }

    @Test
    void theTextOfADrillDecidesNothing_andAnActualAlertThatSpeaksOfOneWaitsForAPersonWithAnAlarm() {
        Posted worded = upstream.draft("Alert", "大风红色预警，请立即撤离。")
                .text("status", "Exercise")
                .posted();
        Posted real = upstream.draft("Alert", "原定演练取消，大风蓝色预警。").posted();
        drills.awaitState(worded.broadcast(), "SENT");
        assertThat(drills.reached()).isEqualTo(LISTED);
        assertThat(upstream.state(real.alertId())).isEqualTo("quarantined");
        assertThat(upstream.codes(real.alertId())).contains("text-says-drill");
        assertThat(alarms()).containsExactly("alert-quarantined alert:" + real.alertId());

        Face.Answer accepted = face.post(
                "approver",
                "/api/alerts/" + real.alertId() + "/decision",
                "{\"decision\": \"accept\", \"reason\": \"it is real\"}");
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(200);
        long broadcast =
                upstream.alert(real.alertId()).at("/broadcasts/0/broadcastId").asLong();
        drills.awaitState(broadcast, "SENT");
        assertThat(drills.reached()).hasSize(50);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aTokenOnTheWrongQueueYieldsNothing_eitherWay() {
        Posted drill = drills.paused(drills.drill("Exercise"));
        Posted real = drills.paused(upstream.draft("Alert", "大风蓝色预警。"));
        jdbc.sql("UPDATE broadcast SET state = 'SENDING' WHERE state = 'PAUSED'")
                .update();
        jdbc.sql("UPDATE permit SET paused_at = NULL").update();
        jdbc.sql("UPDATE chunk SET state = 'QUEUED'").update();
        for (String port : List.of("whole-network-a", "targeted-a")) {
            assertThat(claims.take(drill.broadcast() + ":0", port).getSize()).isZero();
        }
        assertThat(claims.take(real.broadcast() + ":0", "drill-a").getSize()).isZero();
        jms.convertAndSend("hub.send.whole-network.12379", drill.broadcast() + ":0");
        jms.convertAndSend("hub.send.drill.12379", real.broadcast() + ":0");

        drills.awaitState(drill.broadcast(), "SENT");
        drills.awaitState(real.broadcast(), "SENT");
        assertThat(ports(drill)).containsExactly("drill-a");
        assertThat(ports(real)).containsExactly("whole-network-a");
        assertThat(smsc.recorded()).hasSize(LISTED.size() + 50);
    }

    @Test
    void portsThatSwapTheirKindsCarryNothing_andRaiseAnAlarm() {
        jdbc.sql("UPDATE port SET kind = CASE port WHEN 'drill-a' THEN 'whole-network' ELSE 'drill' END"
                        + " WHERE port IN ('drill-a', 'whole-network-a')")
                .update();
        try {
            assertThat(alarms())
                    .containsExactlyInAnyOrder(
                            "port-duty-changed port:drill-a", "port-duty-changed port:whole-network-a");
            Posted drill = drills.drill("Exercise").posted();
            Posted real = upstream.draft("Alert", "大风蓝色预警。").posted();
            drills.awaitState(drill.broadcast(), "SENDING");
            drills.awaitState(real.broadcast(), "SENDING");
            assertThat(claims.take(drill.broadcast() + ":0", "whole-network-a").getSize())
                    .isZero();
            assertThat(claims.take(real.broadcast() + ":0", "drill-a").getSize())
                    .isZero();
            assertThat(smsc.recorded()).isEmpty();
        } finally {
            jdbc.sql("UPDATE port SET kind = CASE port WHEN 'drill-a' THEN 'drill' ELSE 'whole-network' END"
                            + " WHERE port IN ('drill-a', 'whole-network-a')")
                    .update();
        }
        assertThat(alarms()).isEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> smsc.recorded().size() == LISTED.size() + 50);
    }

    @Test
    void whatADrillIsCannotBeEditedAway() {
        Posted drill = later(drills.drill("Exercise")).posted();
        Posted real = later(upstream.draft("Alert", "大风蓝色预警。")).posted();
        drills.awaitState(drill.broadcast(), "DEFERRED");
        drills.awaitState(real.broadcast(), "DEFERRED");
        for (String edit : List.of(
                "UPDATE alert SET status = 'ACTUAL' WHERE status = 'EXERCISE'",
                "UPDATE alert SET status = 'EXERCISE' WHERE status = 'ACTUAL'",
                "UPDATE broadcast SET kind = 'whole-network' WHERE kind = 'drill'",
                "UPDATE broadcast SET kind = 'drill' WHERE kind = 'whole-network'",
                "UPDATE broadcast SET alert_id = " + real.alertId() + " WHERE kind = 'drill'",
                "UPDATE permit SET drill = NOT drill",
                "INSERT INTO broadcast (alert_id, kind, audience, created_at) VALUES (" + drill.alertId()
                        + ", 'whole-network', '{}', now())",
                "INSERT INTO broadcast (alert_id, kind, audience, created_at) VALUES (" + real.alertId()
                        + ", 'drill', '{}', now())")) {
            assertThatThrownBy(() -> jdbc.sql(edit).update())
                    .as(edit)
                    .rootCause()
                    .hasMessageMatching("(?s).*(never change|makes no drill|stays one).*");
        }
    }

    private Upstream.Draft drillOf(String messageType, String text, Posted of) {
        return upstream.draft(messageType, text).text("status", "Exercise").refersTo(of.identifier());
    }

    private List<String> ports(Posted alert) {
        return jdbc.sql("SELECT DISTINCT port FROM submission WHERE broadcast_id = :id")
                .param("id", alert.broadcast())
                .query(String.class)
                .list();
    }

    private List<String> alarms() {
        return jdbc.sql("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL ORDER BY alarm_id")
                .query(String.class)
                .list();
    }
}
