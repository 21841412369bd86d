package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.ApprovalDesk.assertRefused;
import static cn.gulou.hub.flow.ApprovalDesk.everyone;
import static cn.gulou.hub.flow.ApprovalDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of numbers states its authorisation, or its approver does; a group is put with it (C-10). */
class AuthorisationIT extends HubIT {
    private ApprovalDesk desk;

    @BeforeEach
    void open() {
        desk = new ApprovalDesk(face, jdbc);
    }

    @Test
    void aListOfNumbersStatesItsAuthorisation_orTheApproverDoes() {
        String numbers = everyone("市气象台15时发布大风黄色预警信号：预计房山区有6级阵风，请注意防范。", "")
                .replace("{\"wholeNetwork\": true}", "{\"numbers\": [\"8613800000001\"]}");
        String broadcast = desk.submit("drafter", "drafter-demo", numbers);
        assertThat(desk.view(broadcast).at("/reasons").findValuesAsText("code")).contains("authorisation-missing");

        assertRefused(422, "authorisation-missing", desk.approve(broadcast, "approver", "approver-demo", "R-1"));
        Face.Answer approved = desk.decide(
                broadcast, "\"approve\", \"approvalReference\": \"R\", \"authorisationReference\": \"AUTH-7\"");
        assertThat(state(approved)).isEqualTo("approved");
        assertThat(desk.one("SELECT authorisation_reference FROM broadcast")).isEqualTo("AUTH-7");
    }

    @Test
    void aGroupIsPutWithItsAuthorisation() {
        Face.Answer put = face.call(
                "operator", "PUT", "/api/groups/duty", "text/csv", BodyPublishers.ofString("8613800000000\n"));
        assertThat(put.status()).isEqualTo(400);
        assertThat(put.places()).contains("authorisationReference");
    }
}
