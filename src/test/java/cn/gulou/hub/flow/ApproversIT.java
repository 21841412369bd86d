package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.RecordedSubmit;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose word a broadcast needs, over HTTP, and that what goes out is what they approved (C-02 to C-04, C-10). */
class ApproversIT extends HubIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TEXT = "市气象台16:05发布大风黄色预警信号：阵风8—9级，请“远离”高空坠物，关好门窗 [A-1]。";

    private static final String PROHIBITED = "赌场今日开业。";

    @AfterEach
    void forgetTheOpened() {
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    @Test
    void whoeverSubmittedItDoesNotApproveIt_byNoOtherAccountEither() {
        NamedAccounts accounts = new NamedAccounts(face);
        String drafting = accounts.open("one-drafter", "drafter", "A", NamedAccounts.ONE);
        String approving = accounts.open("one-approver", "approver", "B", NamedAccounts.ONE);
        String broadcast = submit("one-drafter", drafting, everyone(TEXT, ""));

        assertRefused(409, "submitter-may-not-approve", approve(broadcast, "one-approver", approving, "R-1"));
        assertThat(state(approve(broadcast, "approver", "approver-demo", "R-1")))
                .isEqualTo("approved");
        assertThat(one("SELECT decided_by || ' ' || party || ' ' || approval_reference FROM approval"))
                .isEqualTo("approver B R-1");
    }

    @Test
    void aPersonSendsNothingUnattended_whateverTheDepartment() {
        people(3);
        NamedAccounts accounts = new NamedAccounts(face);
        String drafting = accounts.openInUpstream("one-drafter", "drafter", NamedAccounts.ONE);
        String broadcast = submit("one-drafter", drafting, everyone(TEXT, ""));
        assertThat(view(broadcast).at("/state").asText()).isEqualTo("pending-approval");
        assertThat(view(broadcast).at("/reasons").findValuesAsText("code")).contains("source-attended");

        String sending = accounts.openInUpstream("one-sender", "upstream", NamedAccounts.ONE);
        String approving = accounts.open("one-approver", "approver", "B", NamedAccounts.ONE);
        String sent = submit("one-sender", sending, everyone(TEXT, ""));
        assertRefused(409, "submitter-may-not-approve", approve(sent, "one-approver", approving, "R-1"));
    }

    @Test
    void whoeverSubmittedWhatIsHeldDoesNotReleaseIt() {
        people(3);
        NamedAccounts accounts = new NamedAccounts(face);
        String drafting = accounts.open("one-drafter", "drafter", "A", NamedAccounts.ONE);
        String approving = accounts.open("one-approver", "approver", "B", NamedAccounts.ONE);
        String broadcast = submit("one-drafter", drafting, everyone(PROHIBITED, ""));
        assertThat(view(broadcast).at("/state").asText()).isEqualTo("held");

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
        assertThat(view(broadcast).at("/state").asText()).isEqualTo("held");
    }

    @Test
    void whoDeclinesBeforeItGoesIsLeftOut() {
        people(3);
        face.post("engineer", "/api/ports/whole-network-a/stop", "");
        String broadcast = submit("drafter", "drafter-demo", everyone(TEXT, ""));
        approve(broadcast, "approver", "approver-demo", "R-1");
        await().atMost(SOON).until(() -> one("SELECT count(*)::text FROM submission WHERE state = 'PENDING'")
                .equals("3"));
        decline("8613800000001");
        face.post("engineer", "/api/ports/whole-network-a/start", "");

        awaitCompleted(broadcast);
        assertThat(smsc.recorded())
                .extracting(RecordedSubmit::destination)
                .containsExactlyInAnyOrder("8613800000000", "8613800000002");
        assertThat(view(broadcast).at("/counts/suppressed").asInt()).isEqualTo(1);
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void bothPartiesConfirmIt() {
        String password = new NamedAccounts(face).open("centre-approver", "approver", "A", NamedAccounts.ONE);
        String broadcast = submit("drafter", "drafter-demo", everyone(TEXT, ""));

        Face.Answer first = approve(broadcast, "centre-approver", password, "R-1");
        assertThat(state(first)).isEqualTo("pending-approval");
        assertThat(first.json().at("/reasons").findValuesAsText("code")).containsExactly("other-party-needed");
        assertThat(one("SELECT count(*)::text FROM permit")).isEqualTo("0");
        assertRefused(409, "approved-already", approve(broadcast, "centre-approver", password, "R-1"));
        assertThat(state(approve(broadcast, "approver", "approver-demo", null))).isEqualTo("approved");
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void speaksForItsOwnPartyOnly() {
        String broadcast = submit("drafter", "drafter-demo", everyone(TEXT, ""));

        assertRefused(
                409,
                "party-contradicts",
                decide(broadcast, "\"approve\", \"approvalReference\": \"R\", \"party\": \"A\""));
        assertRefused(409, "party-contradicts", decide(broadcast, "\"reject\", \"reason\": \"no\", \"party\": \"A\""));
    }

    @Test
    void whatAMachineSubmitsForManyNeedsTwo() {
        people(100_001);
        String broadcast =
                submit("upstream", "upstream-demo", machineText(", \"sendAfter\": \"%s\"".formatted(later())));

        Face.Answer first = approve(broadcast, "approver", "approver-demo", "R-1");
        assertThat(first.json().at("/reasons").findValuesAsText("code")).containsExactly("second-approver-needed");
        assertRefused(409, "approved-already", approve(broadcast, "approver", "approver-demo", "R-1"));
        String password = new NamedAccounts(face).open("second-approver", "approver", "B", NamedAccounts.ONE);
        assertThat(state(approve(broadcast, "second-approver", password, null))).isEqualTo("approved");
        assertThat(one("SELECT string_agg(decided_by, ' ' ORDER BY approval_id) FROM approval"))
                .isEqualTo("approver second-approver");
    }

    @Test
    void aSecondApproverWhoWantsItOtherwiseIsTheFirstOfSomethingElse() {
        people(100_001);
        String broadcast =
                submit("upstream", "upstream-demo", machineText(", \"sendAfter\": \"%s\"".formatted(later())));
        approve(broadcast, "approver", "approver-demo", "R-1");
        String password = new NamedAccounts(face).open("second-approver", "approver", "B", NamedAccounts.ONE);

        Face.Answer other =
                decide(broadcast, "second-approver", password, "\"approve\", \"uncertainPolicy\": \"hold\"");
        assertThat(state(other)).isEqualTo("pending-approval");
        assertThat(state(approve(broadcast, "approver", "approver-demo", null))).isEqualTo("approved");
        assertThat(one("SELECT uncertain_policy FROM broadcast")).isEqualTo("HOLD");
    }

    @Test
    void whatAMachineSubmitsForFewNeedsOne() {
        people(10);
        String broadcast = submit("upstream", "upstream-demo", machineText(""));

        assertThat(state(approve(broadcast, "approver", "approver-demo", "R-1")))
                .isEqualTo("approved");
    }

    @Test
    void aListOfNumbersStatesItsAuthorisation_orTheApproverDoes() {
        String numbers = everyone("市气象台15时发布大风黄色预警信号：预计房山区有6级阵风，请注意防范。", "")
                .replace("{\"wholeNetwork\": true}", "{\"numbers\": [\"8613800000001\"]}");
        String broadcast = submit("drafter", "drafter-demo", numbers);
        assertThat(view(broadcast).at("/reasons").findValuesAsText("code")).contains("authorisation-missing");

        assertRefused(422, "authorisation-missing", approve(broadcast, "approver", "approver-demo", "R-1"));
        Face.Answer approved =
                decide(broadcast, "\"approve\", \"approvalReference\": \"R\", \"authorisationReference\": \"AUTH-7\"");
        assertThat(state(approved)).isEqualTo("approved");
        assertThat(one("SELECT authorisation_reference FROM broadcast")).isEqualTo("AUTH-7");
    }

    @Test
    void aGroupIsPutWithItsAuthorisation() {
        Face.Answer put = face.call(
                "operator", "PUT", "/api/groups/duty", "text/csv", BodyPublishers.ofString("8613800000000\n"));
        assertThat(put.status()).isEqualTo(400);
        assertThat(put.places()).contains("authorisationReference");
    }

    @Test
    void theTextOnTheWireIsTheApprovedOne_byteForByte() {
        people(3);
        String broadcast = submit("drafter", "drafter-demo", everyone(TEXT.repeat(2), ""));
        String approved = "【北京市应急管理事务中心】" + view(broadcast).at("/text").asText();
        approve(broadcast, "approver", "approver-demo", "R-1");

        awaitCompleted(broadcast);
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
        people(3);
        String red = everyone(TEXT, "").replace("moderate", "extreme").replace("黄色", "红色");
        String broadcast = submit("upstream", "upstream-demo", red);

        awaitCompleted(broadcast);
        assertThat(one("SELECT kind || ' ' || subject FROM alarm")).isEqualTo("review-after broadcast:" + broadcast);
    }

    @Test
    void reachesNobodyWhoDeclined() {
        people(3);
        decline("8613800000001");
        String broadcast = submit("drafter", "drafter-demo", everyone(TEXT, ""));
        approve(broadcast, "approver", "approver-demo", "R-1");

        awaitCompleted(broadcast);
        assertThat(smsc.recorded())
                .extracting(RecordedSubmit::destination)
                .containsExactlyInAnyOrder("8613800000000", "8613800000002");
    }

    @Test
    void anEmergencyReachesThoseWhoDeclined_whenItIsApprovedSo() {
        people(3);
        decline("8613800000001");
        String soon = Instant.now().plusSeconds(4).toString();
        String broadcast = submit("drafter", "drafter-demo", everyone(TEXT, ", \"sendAfter\": \"" + soon + "\""));
        jdbc.sql("UPDATE broadcast SET opt_out_override = true").update();
        assertRefused(409, "approval-stale", approve(broadcast, "approver", "approver-demo", "R-1"));
        jdbc.sql("UPDATE broadcast SET opt_out_override = false").update();
        assertThat(state(approve(broadcast, "approver", "approver-demo", "R-1")))
                .isEqualTo("approved");
        changeApproved("broadcast", "UPDATE broadcast SET opt_out_override = true");

        awaitCompleted(broadcast);
        assertThat(smsc.recorded()).extracting(RecordedSubmit::destination).contains("8613800000001");
    }

    @Test
    void anOptOutIsCorrectedByTwoPeopleOnly_andWhatStoodThereIsKept() {
        decline("8613800000001");
        Face.Answer proposed = face.post(
                "operator",
                "/api/opt-outs/corrections",
                "{\"numbers\": [\"8613800000001\"], \"reason\": \"a mistyped number\"}");
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(one("SELECT count(*)::text FROM opt_out")).isEqualTo("1");

        String decision = "/api/proposals/" + proposed.json().at("/proposalId").asText() + "/decision";
        assertRefused(403, "role-may-not-confirm", face.post("operator", decision, "{\"decision\": \"confirm\"}"));
        assertThat(face.post("approver", decision, "{\"decision\": \"confirm\"}")
                        .json()
                        .at("/result/people")
                        .asInt())
                .isEqualTo(1);
        assertThat(one("SELECT count(*)::text FROM opt_out")).isEqualTo("0");
        assertThat(one("SELECT reason || ', ' || correction || ', ' || proposed_by || ', ' || confirmed_by"
                        + " FROM opt_out_correction ORDER BY corrected_at DESC LIMIT 1"))
                .isEqualTo("asked, a mistyped number, operator, approver");
    }

    private void decline(String number) {
        face.post("operator", "/api/opt-outs", "{\"numbers\": [\"" + number + "\"], \"reason\": \"asked\"}");
    }

    private void awaitCompleted(String broadcast) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(view(broadcast).at("/state").asText()).isEqualTo("completed"));
    }

    private void people(int count) {
        if (count < 1_000) {
            town.people(count);
        } else {
            jdbc.sql(
                            """
                            INSERT INTO subscriber (number_index, number_sealed, visitor, imported_at)
                            SELECT sha256(n::text::bytea), '\\x00', false, now() FROM generate_series(1, :count) AS n""")
                    .param("count", count)
                    .update();
        }
    }

    private static String later() {
        return Instant.now()
                .plus(Duration.ofHours(6))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String everyone(String text, String more) {
        return alert("\"smsText\": \"" + text + "\"" + more);
    }

    /** Without a text of its own: a person must look at it, whoever sent it. */
    private static String machineText(String more) {
        return alert("\"headline\": \"大风黄色预警\", \"description\": \"阵风8级。\", \"language\": \"zh-CN\"" + more);
    }

    private static String alert(String more) {
        return """
                {"identifier": "APPROVERS-%d", "sender": "11000041600000", "sent": "%s", "status": "actual",
                 "msgType": "alert", "scope": "public", "severity": "moderate", "eventType": "11B06", %s,
                 "audience": {"wholeNetwork": true}}"""
                .formatted(System.nanoTime(), Instant.now().truncatedTo(ChronoUnit.SECONDS), more);
    }

    /** Answers the broadcast, once it is judged. */
    private String submit(String account, String password, String alert) {
        Face.Answer answer =
                face.call(account, password, "POST", "/api/alerts", "application/json", BodyPublishers.ofString(alert));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        String broadcast = answer.json().at("/broadcasts/0/id").asText();
        await().atMost(SOON).until(() -> !view(broadcast).at("/state").asText().equals("received"));
        return broadcast;
    }

    private Face.Answer approve(String broadcast, String account, String password, String reference) {
        String given = reference == null ? "" : ", \"approvalReference\": \"" + reference + "\"";
        return decide(broadcast, account, password, "\"approve\"" + given);
    }

    private Face.Answer decide(String broadcast, String decision) {
        return decide(broadcast, "approver", "approver-demo", decision);
    }

    private Face.Answer decide(String broadcast, String account, String password, String decision) {
        String hash = one("SELECT content_hash FROM broadcast WHERE broadcast_id = " + broadcast);
        return face.call(
                account,
                password,
                "POST",
                "/api/broadcasts/" + broadcast + "/approval",
                "application/json",
                BodyPublishers.ofString("{\"decision\": " + decision + ", \"approvedHash\": \"" + hash + "\"}"));
    }

    private JsonNode view(String broadcast) {
        return face.get("approver", "/api/broadcasts/" + broadcast).json();
    }

    private static String state(Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().at("/state").asText();
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private static void assertRefused(int status, String code, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.codes()).isEqualTo(code);
    }
}
