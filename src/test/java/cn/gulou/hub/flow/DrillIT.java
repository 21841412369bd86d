package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.dispatch.Claims;
import cn.gulou.hub.flow.Upstream.Posted;
import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.TextMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** A drill runs the whole path to drill numbers; nothing lets it reach the public, and no actual alert is taken for one. */
class DrillIT extends HubIT {
    /** Of the settings: 8613800000001, 2, 3, 5 and 8; all of them subscribers here. */
    private static final Set<String> LISTED =
            Set.of("8613800000001", "8613800000002", "8613800000003", "8613800000005", "8613800000008");

    @Autowired
    private Smsc smsc;

    @Autowired
    private JmsTemplate jms;

    @Autowired
    private Sealing sealing;

    @Autowired
    private Claims claims;

    private Face face;
    private Town town;
    private Upstream upstream;

    @BeforeEach
    void open() {
        smsc.reset();
        face = new Face(port);
        town = new Town(jdbc, sealing, jms);
        upstream = new Upstream(face);
        town.people(50);
    }

    @AfterEach
    void keepsWhatMustHold() {
        jdbc.sql("UPDATE drill_number SET removed_at = NULL WHERE confirmed_by = 'settings'")
                .update();
        assertThat(invariantsBroken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exercise", "Test"})
    void aDrillReachesDrillNumbersOnly_andIsMarkedEverywhere(String status) throws Exception {
        Posted drill = drill(status).posted();
        awaitState(drill.broadcast(), "SENT");
        assertThat(reached()).isEqualTo(LISTED);
        assertThat(smsc.recorded()).allMatch(submit -> submit.systemId().equals("gulou-hex"));

        assertMarked(upstream.alert(drill.alertId()));
        assertMarked(upstream.alert(drill.alertId()).at("/broadcasts/0"));
        assertMarked(
                face.get("operator", "/api/broadcasts/" + drill.broadcast()).json());
        assertMarked(face.get("operator", "/api/broadcasts?kind=drill").json().at("/items/0"));
        assertMarked(face.get("auditor", "/api/broadcasts/" + drill.broadcast() + "/report")
                .json());
        assertThat(face.get("auditor", "/api/broadcasts/" + drill.broadcast() + "/report?format=csv")
                        .response()
                        .body()
                        .substring(1)
                        .lines())
                .allMatch(line -> line.startsWith("【演练】"));
        assertMarked(statusWordOf(drill));
        JsonNode actual =
                upstream.alert(upstream.draft("Alert", "大风蓝色预警。").posted().alertId());
        assertThat(actual.at("/drill").asBoolean()).isFalse();
        assertThat(actual.at("/mark").asText()).isEmpty();
    }

    @Test
    void aDrillReachesOfItsAudienceOnlyDrillNumbers() {
        face.call(
                "operator",
                "PUT",
                "/api/groups/drill-group?authorisationReference=A-1",
                "text/csv",
                BodyPublishers.ofString("8613800000002\n8613800000004\n8613800000008\n"));
        Posted drill = drill("Exercise")
                .raw("audience", "{\"groups\": [\"drill-group\"], \"numbers\": [\"8613800000006\", \"8613800000003\"]}")
                .posted();
        awaitState(drill.broadcast(), "SENT");
        assertThat(reached()).containsExactlyInAnyOrder("8613800000002", "8613800000008", "8613800000003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Draft", "System"})
    void aDraftAndASystemMessageGoNowhere(String status) {
        Posted draft = drill(status).posted();
        awaitAlert(draft, "refused");
        assertThat(town.state(draft.broadcast())).isEqualTo("REFUSED");
        Posted cancel = upstream.draft("Cancel", null)
                .text("status", status)
                .refersTo(draft.identifier())
                .posted();
        awaitAlert(cancel, "refused");
        assertThat(upstream.codes(cancel.alertId())).contains("status-not-actual");
    }

    @Test
    void neitherTouchesTheOther_howeverItRefersToIt() {
        Posted real = later(upstream.draft("Alert", "大风蓝色预警。")).posted();
        Posted drill = later(drill("Exercise")).posted();
        awaitState(real.broadcast(), "DEFERRED");
        awaitState(drill.broadcast(), "DEFERRED");
        List<Posted> crossing = List.of(
                drillOf("Cancel", null, real).posted(),
                drillOf("Update", "演练：大风黄色预警。", real).posted(),
                upstream.draft("Cancel", null).refersTo(drill.identifier()).posted(),
                upstream.draft("Update", "大风黄色预警。").refersTo(drill.identifier()).posted());
        for (Posted each : crossing) {
            awaitAlert(each, "refused");
            assertThat(upstream.codes(each.alertId())).contains("reference-crosses-drill");
        }
        assertThat(town.state(real.broadcast())).isEqualTo("DEFERRED");
        assertThat(town.state(drill.broadcast())).isEqualTo("DEFERRED");
        drillOf("Cancel", null, drill).posted();
        awaitState(drill.broadcast(), "CANCELLED");
        assertThat(town.state(real.broadcast())).isEqualTo("DEFERRED");
    }

    @Test
    void theTextOfADrillDecidesNothing_andAnActualAlertThatSpeaksOfOneWaitsForAPersonWithAnAlarm() {
        Posted worded = upstream.draft("Alert", "大风红色预警，请立即撤离。")
                .text("status", "Exercise")
                .posted();
        Posted real = upstream.draft("Alert", "原定演练取消，大风蓝色预警。").posted();
        awaitState(worded.broadcast(), "SENT");
        assertThat(reached()).isEqualTo(LISTED);
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
        awaitState(broadcast, "SENT");
        assertThat(reached()).hasSize(50);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aTokenOnTheWrongQueueYieldsNothing_eitherWay() {
        Posted drill = paused(drill("Exercise"));
        Posted real = paused(upstream.draft("Alert", "大风蓝色预警。"));
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

        awaitState(drill.broadcast(), "SENT");
        awaitState(real.broadcast(), "SENT");
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
            Posted drill = drill("Exercise").posted();
            Posted real = upstream.draft("Alert", "大风蓝色预警。").posted();
            awaitState(drill.broadcast(), "SENDING");
            awaitState(real.broadcast(), "SENDING");
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
        Posted drill = later(drill("Exercise")).posted();
        Posted real = later(upstream.draft("Alert", "大风蓝色预警。")).posted();
        awaitState(drill.broadcast(), "DEFERRED");
        awaitState(real.broadcast(), "DEFERRED");
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

    @Test
    void whoIsTakenOffTheListMeanwhileIsNotReached_norByAResend() {
        Posted drill = paused(drill("Exercise"));
        jdbc.sql("UPDATE drill_number SET removed_at = now() WHERE number_index = :index")
                .param("index", sealing.index("8613800000002"))
                .update();
        face.post("operator", "/api/broadcasts/" + drill.broadcast() + "/resume", "{\"reason\": \"go on\"}");
        awaitState(drill.broadcast(), "SENT");
        assertThat(reached()).hasSize(4).doesNotContain("8613800000002");
        assertThat(jdbc.sql("SELECT reason FROM submission WHERE state = 'REJECTED'")
                        .query(String.class)
                        .list())
                .containsExactly("not-a-drill-number");

        jdbc.sql("UPDATE submission SET state = 'UNCERTAIN', port = NULL WHERE state = 'REJECTED'")
                .update();
        Face.Answer resend = face.post(
                "operator",
                "/api/broadcasts/" + drill.broadcast() + "/uncertain",
                "{\"decision\": \"resend\", \"reason\": \"again\"}");
        assertThat(resend.status()).as(resend.response().body()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(drill.broadcast(), "REJECTED") == 1);
        assertThat(reached()).hasSize(4);
    }

    @Test
    void aDrillApprovedByAPersonIsStillADrill() {
        Posted drill = drill("Exercise").by("drafter").posted();
        awaitState(drill.broadcast(), "PENDING_APPROVAL");
        String hash = face.get("approver", "/api/broadcasts/" + drill.broadcast())
                .json()
                .at("/contentHash")
                .asText();
        face.post(
                "approver",
                "/api/broadcasts/" + drill.broadcast() + "/approval",
                "{\"decision\": \"approve\", \"kind\": \"whole-network\", \"approvalReference\": \"R-1\", \"approvedHash\": \""
                        + hash + "\"}");
        face.post(
                "approver",
                "/api/broadcasts/" + drill.broadcast() + "/approval",
                "{\"decision\": \"approve\", \"approvalReference\": \"R-1\", \"approvedHash\": \"" + hash + "\"}");
        awaitState(drill.broadcast(), "SENT");
        assertThat(reached()).isEqualTo(LISTED);
    }

    @Test
    void twoPeopleReplaceTheListOfDrillNumbers_whichLiesSealed() {
        Face.Answer proposed = put("operator", "number\n138 0000 0040\n8613800000041\n");
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        assertThat(numbers()).isEqualTo(5);
        assertThat(jdbc.sql("SELECT content::text FROM proposal")
                        .query(String.class)
                        .single())
                .doesNotContain("0000004");
        String id = proposed.json().at("/proposalId").asText();
        String confirm = "{\"decision\": \"confirm\"}";
        assertThat(face.post("operator", "/api/proposals/" + id + "/decision", confirm)
                        .codes())
                .isEqualTo("second-person-needed");
        assertThat(face.post("approver", "/api/proposals/" + id + "/decision", confirm)
                        .status())
                .isEqualTo(200);
        assertThat(numbers()).isEqualTo(2);
        assertThat(put("drafter", "8613800000001").status()).isEqualTo(403);
        assertThat(put("operator", "nobody\n").status()).isEqualTo(422);

        Posted drill = drill("Exercise").posted();
        awaitState(drill.broadcast(), "SENT");
        assertThat(reached()).containsExactlyInAnyOrder("8613800000040", "8613800000041");
    }

    private Upstream.Draft drill(String status) {
        return upstream.draft("Alert", "演练：大风蓝色预警。").text("status", status);
    }

    private Upstream.Draft drillOf(String messageType, String text, Posted of) {
        return upstream.draft(messageType, text).text("status", "Exercise").refersTo(of.identifier());
    }

    private static Upstream.Draft later(Upstream.Draft draft) {
        return draft.text("sendAfter", Instant.now().plusSeconds(3_600).toString());
    }

    /** Expanded and paused before anything of it went. */
    private Posted paused(Upstream.Draft draft) {
        for (String port : List.of("whole-network-a", "drill-a")) {
            face.post("engineer", "/api/ports/" + port + "/stop", "");
        }
        Posted alert = draft.posted();
        awaitState(alert.broadcast(), "SENDING");
        Face.Answer paused =
                face.post("operator", "/api/broadcasts/" + alert.broadcast() + "/pause", "{\"reason\": \"wait\"}");
        assertThat(paused.status()).isEqualTo(200);
        for (String port : List.of("whole-network-a", "drill-a")) {
            face.post("engineer", "/api/ports/" + port + "/start", "");
        }
        return alert;
    }

    private Face.Answer put(String account, String csv) {
        return face.call(account, "PUT", "/api/drill-numbers", "text/csv", BodyPublishers.ofString(csv));
    }

    private int numbers() {
        return face.get("auditor", "/api/drill-numbers").json().at("/numbers").asInt();
    }

    private Set<String> reached() {
        return smsc.recorded().stream().map(RecordedSubmit::destination).collect(Collectors.toSet());
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

    /** The first word of a broadcast on hub.status; earlier tests' words lie before it. */
    private JsonNode statusWordOf(Posted alert) throws Exception {
        jms.setReceiveTimeout(10_000);
        while (jms.receive("hub.status") instanceof TextMessage message) {
            JsonNode word = new ObjectMapper().readTree(message.getText());
            if (word.at("/alertId").asText().equals(alert.alertId())) {
                return word;
            }
        }
        throw new AssertionError("no word of it on hub.status");
    }

    private static void assertMarked(JsonNode view) {
        assertThat(view.at("/drill").asBoolean()).as(view.toString()).isTrue();
        assertThat(view.at("/mark").asText()).isEqualTo("【演练】");
    }

    private void awaitAlert(Posted alert, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(upstream.state(alert.alertId())).isEqualTo(state));
    }

    private void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(town.state(broadcast))
                .isIn(state, "SENT".equals(state) ? "COMPLETED" : state));
    }
}
