package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.ApprovalDesk.TEXT;
import static cn.gulou.hub.flow.ApprovalDesk.assertRefused;
import static cn.gulou.hub.flow.ApprovalDesk.everyone;
import static cn.gulou.hub.flow.ApprovalDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.simulator.RecordedSubmit;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose word a broadcast needs, over HTTP, and that what goes out is what they approved (C-02 to C-04). */
class ApproversIT extends HubIT {
    private static final String PROHIBITED = "赌场今日开业。";

    private ApprovalDesk desk;

    @BeforeEach
    void open() {
        desk = new ApprovalDesk(face, jdbc);
    }

    @AfterEach
    void forgetTheOpened() {
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    @Test
    void whoeverSubmittedItDoesNotApproveIt_byNoOtherAccountEither() {
        NamedAccounts accounts = new NamedAccounts(face);
        String drafting = accounts.open("one-drafter", "drafter", "A", NamedAccounts.ONE);
        String approving = accounts.open("one-approver", "approver", "B", NamedAccounts.ONE);
        String broadcast = desk.submit("one-drafter", drafting, everyone(TEXT, ""));

        assertRefused(409, "submitter-may-not-approve", desk.approve(broadcast, "one-approver", approving, "R-1"));
        assertThat(state(desk.approve(broadcast, "approver", "approver-demo", "R-1")))
                .isEqualTo("approved");
        assertThat(desk.one("SELECT decided_by || ' ' || party || ' ' || approval_reference FROM approval"))
                .isEqualTo("approver B R-1");
    }

    @Test
    void aPersonSendsNothingUnattended_whateverTheDepartment() {
        town.people(3);
        NamedAccounts accounts = new NamedAccounts(face);
        String drafting = accounts.openInUpstream("one-drafter", "drafter", NamedAccounts.ONE);
        String broadcast = desk.submit("one-drafter", drafting, everyone(TEXT, ""));
        assertThat(desk.view(broadcast).at("/state").asText()).isEqualTo("pending-approval");
        assertThat(desk.view(broadcast).at("/reasons").findValuesAsText("code")).contains("source-attended");

        String sending = accounts.openInUpstream("one-sender", "upstream", NamedAccounts.ONE);
        String approving = accounts.open("one-approver", "approver", "B", NamedAccounts.ONE);
        String sent = desk.submit("one-sender", sending, everyone(TEXT, ""));
        assertRefused(409, "submitter-may-not-approve", desk.approve(sent, "one-approver", approving, "R-1"));
    }

    @Test
    void whoeverSubmittedWhatIsHeldDoesNotReleaseIt() {
        town.people(3);
        NamedAccounts accounts = new NamedAccounts(face);
        String drafting = accounts.open("one-drafter", "drafter", "A", NamedAccounts.ONE);
        String approving = accounts.open("one-approver", "approver", "B", NamedAccounts.ONE);
        String broadcast = desk.submit("one-drafter", drafting, everyone(PROHIBITED, ""));
        assertThat(desk.view(broadcast).at("/state").asText()).isEqualTo("held");

        assertRefused(
                409,
                "submitter-may-not-approve",
                face.call(
                        "one-approver",
                        approving,
                        "POST",
                        "/api/broadcasts/" + broadcast + "/interception",
                        "application/json",
                        BodyPublishers.ofString("{\"decision\": \"release\", \"reason\": \"harmless\"}")));
        assertThat(desk.view(broadcast).at("/state").asText()).isEqualTo("held");
    }

    @Test
    void bothPartiesConfirmIt() {
        String password = new NamedAccounts(face).open("centre-approver", "approver", "A", NamedAccounts.ONE);
        String broadcast = desk.submit("drafter", "drafter-demo", everyone(TEXT, ""));

        Face.Answer first = desk.approve(broadcast, "centre-approver", password, "R-1");
        assertThat(state(first)).isEqualTo("pending-approval");
        assertThat(first.json().at("/reasons").findValuesAsText("code")).containsExactly("other-party-needed");
        assertThat(desk.one("SELECT count(*)::text FROM permit")).isEqualTo("0");
        assertRefused(409, "approved-already", desk.approve(broadcast, "centre-approver", password, "R-1"));
        assertThat(state(desk.approve(broadcast, "approver", "approver-demo", null)))
                .isEqualTo("approved");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void speaksForItsOwnPartyOnly() {
        String broadcast = desk.submit("drafter", "drafter-demo", everyone(TEXT, ""));

        assertRefused(
                409,
                "party-contradicts",
                desk.decide(broadcast, "\"approve\", \"approvalReference\": \"R\", \"party\": \"A\""));
        assertRefused(
                409, "party-contradicts", desk.decide(broadcast, "\"reject\", \"reason\": \"no\", \"party\": \"A\""));
    }

    @Test
    void theTextOnTheWireIsTheApprovedOne_byteForByte() {
        town.people(3);
        String broadcast = desk.submit("drafter", "drafter-demo", everyone(TEXT.repeat(2), ""));
        String approved = "【北京市应急管理事务中心】" + desk.view(broadcast).at("/text").asText();
        desk.approve(broadcast, "approver", "approver-demo", "R-1");

        desk.awaitCompleted(broadcast);
        assertThat(smsc.recorded().stream().collect(Collectors.groupingBy(RecordedSubmit::destination)))
                .hasSize(3)
                .allSatisfy((handset, segments) -> assertThat(segments.stream()
                                .sorted(Comparator.comparing(RecordedSubmit::segment))
                                .map(RecordedSubmit::text)
                                .collect(Collectors.joining()))
                        .isEqualTo(approved)
                        .isEqualTo("【北京市应急管理事务中心】" + TEXT.repeat(2)));
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void unattendedRedGoesAtOnce_andIsReviewedAfter() {
        town.people(3);
        String red = everyone(TEXT, "").replace("moderate", "extreme").replace("黄色", "红色");
        String broadcast = desk.submit("upstream", "upstream-demo", red);

        desk.awaitCompleted(broadcast);
        assertThat(desk.one("SELECT kind || ' ' || subject FROM alarm"))
                .isEqualTo("review-after broadcast:" + broadcast);
    }
}
