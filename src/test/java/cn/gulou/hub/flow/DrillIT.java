package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Drills.LISTED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.flow.Upstream.Posted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A drill runs the whole path to drill numbers, and is marked as one everywhere. */
class DrillIT extends HubIT {
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

    @ParameterizedTest
    @ValueSource(strings = {"Exercise", "Test"})
    void aDrillReachesDrillNumbersOnly_andIsMarkedEverywhere(String status) throws Exception {
        Posted drill = drills.drill(status).posted();
        drills.awaitState(drill.broadcast(), "SENT");
        assertThat(drills.reached()).isEqualTo(LISTED);
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

    @ParameterizedTest
    @ValueSource(strings = {"Draft", "System"})
    void aDraftAndASystemMessageGoNowhere(String status) {
        Posted draft = drills.drill(status).posted();
        upstream.await(draft, "refused");
        assertThat(town.state(draft.broadcast())).isEqualTo("REFUSED");
        Posted cancel = upstream.draft("Cancel", null)
                .text("status", status)
                .refersTo(draft.identifier())
                .posted();
        upstream.await(cancel, "refused");
        assertThat(upstream.codes(cancel.alertId())).contains("status-not-actual");
    }

    @Test
    void aDrillApprovedByAPersonIsStillADrill() {
        Posted drill = drills.drill("Exercise").by("drafter").posted();
        drills.awaitState(drill.broadcast(), "PENDING_APPROVAL");
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
        drills.awaitState(drill.broadcast(), "SENT");
        assertThat(drills.reached()).isEqualTo(LISTED);
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
}
