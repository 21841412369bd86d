package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.WordingDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prohibited content, from the alert that brings it to the person who decides, and what went out before (C-08). */
class ProhibitedContentIT extends HubIT {
    private static final String GOOD = "市气象台发布大风黄色预警信号，请注意防范。";
    private static final String BAD = "线上🎲賭 場今日开业。";
    private static final String REASON = "reason=looked at it";

    private WordingDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new WordingDesk(port);
        town.people(3);
    }

    @AfterEach
    void theShippedListsOnly() {
        jdbc.sql("DELETE FROM prohibited_term WHERE added_by <> 'hub'").update();
        jdbc.sql("DELETE FROM permitted_wording WHERE added_by <> 'hub'").update();
        assertThat(invariantsBroken()).isEmpty();
        assertThat(list("SELECT invariant || detail FROM v_invariants_wording")).isEmpty();
    }

    @Test
    void isHeldWithPlaceTermAndClass_andCallsAPerson() {
        String broadcast = desk.alert("upstream", BAD);
        desk.awaitState(broadcast, "held");
        JsonNode reason =
                desk.get("upstream", "/broadcasts/" + broadcast, 200).json().at("/reasons/0");
        assertThat(reason.at("/code").asText()).isEqualTo("prohibited-content");
        assertThat(reason.at("/where").asText()).isEqualTo("text[4,7)");
        assertThat(reason.at("/zh").asText()).contains("第5至7字", "赌场", "九不准之七");
        JsonNode found = desk.get("operator", "/broadcasts/" + broadcast + "/interception", 200)
                .json();
        assertThat(found.at("/highlighted").asText()).isEqualTo("线上🎲⟦賭 場⟧今日开业。");
        assertThat(openAlarms()).containsExactly("content-held broadcast:" + broadcast);
        assertThat(statuses(broadcast)).contains("HELD");
        assertThat(audited(broadcast)).contains("hub intercepted");
        assertThat(one("SELECT count(*)::text FROM permit")).isEqualTo("0");
    }

    @Test
    void aPersonReleasesIt_andTheTextGoesOutByteForByte() {
        String broadcast = desk.alert("upstream", BAD);
        desk.awaitState(broadcast, "held");
        desk.post("operator", interception(broadcast), json("decision=release", REASON), 403);
        desk.post("approver", interception(broadcast), json("decision=release"), 400);
        desk.post("approver", interception(broadcast), json("decision=perhaps", REASON), 400);
        desk.post(
                "approver",
                interception(broadcast),
                json("decision=release", REASON, "contentHash=" + "0".repeat(64)),
                409);
        JsonNode released = desk.post("approver", interception(broadcast), json("decision=release", REASON), 200)
                .json();
        assertThat(released.at("/state").asText()).isEqualTo("approved");
        desk.awaitState(broadcast, "completed");
        assertThat(one("SELECT text FROM broadcast WHERE broadcast_id = " + broadcast))
                .isEqualTo(BAD);
        assertThat(one("SELECT signature_consent FROM broadcast WHERE broadcast_id = " + broadcast))
                .isEqualTo("DEMO-SIGNATURE-CONSENT");
        assertThat(one("SELECT decided_by FROM approval WHERE broadcast_id = " + broadcast))
                .isEqualTo("approver");
        assertThat(one("SELECT decision || decided_by FROM interception")).isEqualTo("releasedapprover");
        assertThat(openAlarms()).isEmpty();
        assertThat(audited(broadcast)).contains("approver released");
        desk.post("approver", interception(broadcast), json("decision=release", REASON), 409);
    }

    @Test
    void aPersonRefusesIt_andTheSenderIsTold() {
        String broadcast = desk.alert("upstream", BAD);
        desk.awaitState(broadcast, "held");
        desk.post("approver", interception(broadcast), json("decision=refuse", REASON), 200);
        JsonNode seen = desk.get("upstream", "/broadcasts/" + broadcast, 200).json();
        assertThat(seen.at("/state").asText()).isEqualTo("refused");
        assertThat(seen.at("/reasons/0/code").asText()).isEqualTo("prohibited-content-confirmed");
        assertThat(statuses(broadcast)).endsWith("HELD", "REFUSED");
        assertThat(openAlarms()).isEmpty();
        desk.post("approver", "/broadcasts/999999/interception", json("decision=refuse", REASON), 404);
    }

    @Test
    void manyWhoDecideAtOnceDecideOnce() {
        String broadcast = desk.alert("upstream", BAD);
        desk.awaitState(broadcast, "held");
        List<Integer> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(n -> face.post(
                        "approver",
                        "/api" + interception(broadcast),
                        json("decision=" + (n % 2 == 0 ? "release" : "refuse"), REASON)))
                .map(Face.Answer::status)
                .sorted()
                .toList();
        assertThat(answers).startsWith(200, 409).doesNotContain(500);
        assertThat(one("SELECT count(DISTINCT decision)::text FROM interception"))
                .isEqualTo("1");
        desk.awaitState(broadcast, "refused", "completed");
    }

    @Test
    void whatADrafterWroteStillNeedsItsApprovalOnceReleased() {
        String broadcast = desk.alert("drafter", BAD);
        desk.awaitState(broadcast, "held");
        desk.post("approver", interception(broadcast), json("decision=release", REASON), 200);
        assertThat(desk.state(broadcast)).isEqualTo("pending-approval");
        desk.post("approver", "/broadcasts/" + broadcast + "/approval", approval(broadcast), 200);
        desk.awaitState(broadcast, "completed");
    }

    @Test
    void aTermThatIsAddedCountsForTheNextAlerts_inEveryThread() {
        String term = "朱雀门" + System.nanoTime() % 1000;
        desk.awaitState(desk.alert("upstream", GOOD + term), "completed");
        String id = add(term, 201).json().at("/termId").asText();
        List<String> broadcasts = IntStream.range(0, 12)
                .parallel()
                .mapToObj(n -> desk.alert("upstream", GOOD + "请看朱雀 門" + term.substring(3) + "。" + n))
                .toList();
        broadcasts.forEach(broadcast -> desk.awaitState(broadcast, "held"));
        add(term, 409);
        desk.delete("approver", "/prohibited-terms/" + id, 200);
        desk.awaitState(desk.alert("upstream", GOOD + term + "。"), "completed");
        desk.delete("approver", "/prohibited-terms/" + id, 404);
        assertThat(desk.get("auditor", "/prohibited-terms", 200).json().findValuesAsText("term"))
                .contains("赌博")
                .doesNotContain(term);
    }

    @Test
    void theListsTakeSenseOnly_fromThoseWhoMay() {
        desk.post("operator", "/prohibited-terms", json("prohibitedClass=fraud", "term=别的词"), 403);
        desk.post("upstream", "/prohibited-terms", json("prohibitedClass=fraud", "term=别的词"), 403);
        desk.post("approver", "/prohibited-terms", json("prohibitedClass=nowhere", "term=别的词"), 422);
        desk.post("approver", "/prohibited-terms", json("prohibitedClass=fraud", "term=大"), 422);
        desk.post("approver", "/prohibited-terms", json("prohibitedClass=fraud", "term=。，！"), 422);
        desk.post("approver", "/prohibited-terms", json("term=别的词"), 400);
        desk.post("approver", "/permitted-wordings", json("wording=别的词", "place=nowhere"), 400);
        desk.get("engineer", "/prohibited-terms", 403);
    }

    @Test
    void wordingCanBePermitted_andPermittedNoMore() {
        String text = GOOD + "赌博展览今日闭馆。";
        desk.awaitState(desk.alert("upstream", text), "held");
        String proposal = desk.post("admin", "/permitted-wordings", json("wording=赌博展览", "place=around"), 202)
                .json()
                .at("/proposalId")
                .asText();
        desk.post("admin", "/permitted-wordings", json("wording=赌博展览", "place=around"), 409);
        String decision = "/proposals/" + proposal + "/decision";
        desk.post("admin", decision, json("decision=confirm"), 409);
        desk.post("operator", decision, json("decision=confirm"), 403);
        assertThat(desk.get("auditor", "/permitted-wordings", 200).json().findValuesAsText("wording"))
                .doesNotContain("赌博展览");
        String id = desk.post("approver", decision, json("decision=confirm"), 200)
                .json()
                .at("/result/wordingId")
                .asText();
        desk.awaitState(desk.alert("upstream", text), "completed");
        desk.post("admin", "/permitted-wordings", json("wording=赌博展览", "place=around"), 409);
        assertThat(desk.get("auditor", "/permitted-wordings", 200).json().findValuesAsText("wording"))
                .contains("防范", "赌博展览");
        desk.delete("admin", "/permitted-wordings/" + id, 200);
        desk.delete("admin", "/permitted-wordings/" + id, 404);
        desk.awaitState(desk.alert("upstream", text), "held");
    }

    @Test
    void whatWaitsForApprovalIsCaughtByATermAddedSince() {
        String broadcast = desk.alert("drafter", GOOD + "青龙桥畔。");
        desk.awaitState(broadcast, "pending-approval");
        add("青龙桥畔", 201);
        Face.Answer refused = desk.post("approver", "/broadcasts/" + broadcast + "/approval", approval(broadcast), 409);
        assertThat(refused.codes()).contains("prohibited-content");
        desk.post("approver", interception(broadcast), json("decision=refuse", REASON), 409);
        desk.post("approver", interception(broadcast), json("decision=release", REASON), 200);
        desk.post("approver", "/broadcasts/" + broadcast + "/approval", approval(broadcast), 200);
        desk.awaitState(broadcast, "completed");
    }

    @Test
    void whatWasLetGoAndHasNotBegunIsPausedByATermAddedSince() {
        Instant later = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        String broadcast = desk.alert("upstream", GOOD + "白虎观前。", body -> body.put("sendAfter", later.toString()));
        desk.awaitState(broadcast, "deferred");
        add("白虎观前", 201);
        desk.awaitState(broadcast, "paused");
        assertThat(openAlarms()).containsExactly("content-held broadcast:" + broadcast);
        assertThat(desk.get("auditor", "/breaches", 200).json()).isEmpty();
        Face.Answer refused = desk.post("operator", "/broadcasts/" + broadcast + "/resume", json(REASON), 403);
        assertThat(refused.codes()).isEqualTo("approver-needed");
        desk.awaitState(broadcast, "paused");
        desk.post("approver", "/broadcasts/" + broadcast + "/resume", json(REASON), 200);
        assertThat(openAlarms()).isEmpty();
        assertThat(one("SELECT decision || decided_by FROM interception")).isEqualTo("releasedapprover");
        time.set(later.plusSeconds(1));
        desk.awaitState(broadcast, "completed");
    }

    private Face.Answer add(String term, int status) {
        return desk.post("approver", "/prohibited-terms", json("prohibitedClass=nine-9", "term=" + term), status);
    }

    private static String interception(String broadcast) {
        return "/broadcasts/" + broadcast + "/interception";
    }

    private String approval(String broadcast) {
        String seen = desk.get("approver", "/broadcasts/" + broadcast, 200)
                .json()
                .at("/contentHash")
                .asText();
        return json("decision=approve", "approvalReference=R-1", "approvedHash=" + seen);
    }

    private List<String> openAlarms() {
        return list("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL ORDER BY alarm_id");
    }

    private List<String> statuses(String broadcast) {
        return list("SELECT state FROM status_message WHERE broadcast_id = " + broadcast + " ORDER BY status_id");
    }

    private List<String> audited(String broadcast) {
        return list("SELECT actor || ' ' || action FROM audit WHERE subject = 'broadcast:" + broadcast + "'");
    }

    private List<String> list(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
