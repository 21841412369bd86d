package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only drill numbers are reached by a drill; two people say which these are. */
class DrillNumbersIT extends HubIT {
    private Drills drills;

    @BeforeEach
    void open() {
        drills = new Drills(face, town, upstream, smsc);
        town.people(50);
    }

    @AfterEach
    void keepsWhatMustHold() {
        jdbc.sql("UPDATE drill_number SET removed_at = NULL WHERE confirmed_by = 'settings'")
                .update();
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aDrillReachesOfItsAudienceOnlyDrillNumbers() {
        face.call(
                "operator",
                "PUT",
                "/api/groups/drill-group?authorisationReference=A-1",
                "text/csv",
                BodyPublishers.ofString("8613800000002\n8613800000004\n8613800000008\n"));
        Posted drill = drills.drill("Exercise")
                .raw("audience", "{\"groups\": [\"drill-group\"], \"numbers\": [\"8613800000006\", \"8613800000003\"]}")
                .posted();
        drills.awaitState(drill.broadcast(), "SENT");
        assertThat(drills.reached()).containsExactlyInAnyOrder("8613800000002", "8613800000008", "8613800000003");
    }

    @Test
    void whoIsTakenOffTheListMeanwhileIsNotReached_norByAResend() {
        Posted drill = drills.paused(drills.drill("Exercise"));
        jdbc.sql("UPDATE drill_number SET removed_at = now() WHERE number_index = :index")
                .param("index", sealing.index("8613800000002"))
                .update();
        face.post("operator", "/api/broadcasts/" + drill.broadcast() + "/resume", "{\"reason\": \"go on\"}");
        drills.awaitState(drill.broadcast(), "SENT");
        assertThat(drills.reached()).hasSize(4).doesNotContain("8613800000002");
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
        assertThat(drills.reached()).hasSize(4);
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

        Posted drill = drills.drill("Exercise").posted();
        drills.awaitState(drill.broadcast(), "SENT");
        assertThat(drills.reached()).containsExactlyInAnyOrder("8613800000040", "8613800000041");
    }

    private Face.Answer put(String account, String csv) {
        return face.call(account, "PUT", "/api/drill-numbers", "text/csv", BodyPublishers.ofString(csv));
    }

    private int numbers() {
        return face.get("auditor", "/api/drill-numbers").json().at("/numbers").asInt();
    }
}
