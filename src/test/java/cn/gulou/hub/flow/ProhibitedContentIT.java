package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.HeldContent.REASON;
import static cn.gulou.hub.flow.HeldContent.interception;
import static cn.gulou.hub.flow.WordingDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prohibited content, from the alert that brings it to the person who decides (C-08). */
class ProhibitedContentIT extends HubIT {
    private static final String BAD = "线上🎲賭 場今日开业。";

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
        assertThat(held.openAlarms()).containsExactly("content-held broadcast:" + broadcast);
        assertThat(statuses(broadcast)).contains("HELD");
        assertThat(audited(broadcast)).contains("hub intercepted");
        assertThat(held.one("SELECT count(*)::text FROM permit")).isEqualTo("0");
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
        assertThat(held.one("SELECT text FROM broadcast WHERE broadcast_id = " + broadcast))
                .isEqualTo(BAD);
        assertThat(held.one("SELECT signature_consent FROM broadcast WHERE broadcast_id = " + broadcast))
                .isEqualTo("DEMO-SIGNATURE-CONSENT");
        assertThat(held.one("SELECT decided_by FROM approval WHERE broadcast_id = " + broadcast))
                .isEqualTo("approver");
        assertThat(held.one("SELECT decision || decided_by FROM interception")).isEqualTo("releasedapprover");
        assertThat(held.openAlarms()).isEmpty();
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
        assertThat(held.openAlarms()).isEmpty();
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
        assertThat(held.one("SELECT count(DISTINCT decision)::text FROM interception"))
                .isEqualTo("1");
        desk.awaitState(broadcast, "refused", "completed");
    }

    @Test
    void whatADrafterWroteStillNeedsItsApprovalOnceReleased() {
        String broadcast = desk.alert("drafter", BAD);
        desk.awaitState(broadcast, "held");
        desk.post("approver", interception(broadcast), json("decision=release", REASON), 200);
        assertThat(desk.state(broadcast)).isEqualTo("pending-approval");
        desk.post("approver", "/broadcasts/" + broadcast + "/approval", held.approval(broadcast), 200);
        desk.awaitState(broadcast, "completed");
    }

    private List<String> statuses(String broadcast) {
        return held.list("SELECT state FROM status_message WHERE broadcast_id = " + broadcast + " ORDER BY status_id");
    }

    private List<String> audited(String broadcast) {
        return held.list("SELECT actor || ' ' || action FROM audit WHERE subject = 'broadcast:" + broadcast + "'");
    }
}
