package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.HeldContent.REASON;
import static cn.gulou.hub.flow.HeldContent.interception;
import static cn.gulou.hub.flow.WordingDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prohibited terms and permitted wordings, changed by those who may, and what a term added since catches (C-08). */
class ProhibitedTermsIT extends HubIT {
    private static final String GOOD = "市气象台发布大风黄色预警信号，请注意防范。";

    private WordingDesk desk;
    private HeldContent held;

    @BeforeEach
    void openDesk() {
        desk = new WordingDesk(port);
        held = new HeldContent(jdbc, desk);
        town.people(3);
    }

    @AfterEach
    void theShippedListsOnly() {
        held.theShippedListsOnly();
        assertThat(invariantsBroken()).isEmpty();
        assertThat(held.list("SELECT invariant || detail FROM v_invariants_wording"))
                .isEmpty();
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
        Face.Answer refused =
                desk.post("approver", "/broadcasts/" + broadcast + "/approval", held.approval(broadcast), 409);
        assertThat(refused.codes()).contains("prohibited-content");
        desk.post("approver", interception(broadcast), json("decision=refuse", REASON), 409);
        desk.post("approver", interception(broadcast), json("decision=release", REASON), 200);
        desk.post("approver", "/broadcasts/" + broadcast + "/approval", held.approval(broadcast), 200);
        desk.awaitState(broadcast, "completed");
    }

    @Test
    void whatWasLetGoAndHasNotBegunIsPausedByATermAddedSince() {
        Instant later = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        String broadcast = desk.alert("upstream", GOOD + "白虎观前。", body -> body.put("sendAfter", later.toString()));
        desk.awaitState(broadcast, "deferred");
        add("白虎观前", 201);
        desk.awaitState(broadcast, "paused");
        assertThat(held.openAlarms()).containsExactly("content-held broadcast:" + broadcast);
        assertThat(desk.get("auditor", "/breaches", 200).json()).isEmpty();
        Face.Answer refused = desk.post("operator", "/broadcasts/" + broadcast + "/resume", json(REASON), 403);
        assertThat(refused.codes()).isEqualTo("approver-needed");
        desk.awaitState(broadcast, "paused");
        desk.post("approver", "/broadcasts/" + broadcast + "/resume", json(REASON), 200);
        assertThat(held.openAlarms()).isEmpty();
        assertThat(held.one("SELECT decision || decided_by FROM interception")).isEqualTo("releasedapprover");
        time.set(later.plusSeconds(1));
        desk.awaitState(broadcast, "completed");
    }

    private Face.Answer add(String term, int status) {
        return desk.post("approver", "/prohibited-terms", json("prohibitedClass=nine-9", "term=" + term), status);
    }
}
