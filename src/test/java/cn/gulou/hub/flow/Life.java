package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import cn.gulou.hub.simulator.RecordedSubmit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides about alerts and what replaces them, and follows both in the ledger and at the carrier. */
final class Life {
    static final String[] GIVEN = {"SUBMITTED", "DELIVERED", "UNDELIVERED", "UNCERTAIN"};

    private final Face face;
    private final Town town;
    private final Upstream upstream;

    Life(Face face, Town town, Upstream upstream) {
        this.face = face;
        this.town = town;
        this.upstream = upstream;
    }

    void awaitSome(Posted alert, int some) {
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(alert.broadcast(), GIVEN) > some);
    }

    void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(town.state(broadcast)).isEqualTo(state));
    }

    void awaitCompleted(long broadcast) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(town.state(broadcast)).isEqualTo("COMPLETED"));
    }

    void approve(long broadcast) {
        awaitState(broadcast, "PENDING_APPROVAL");
        decide(broadcast, "approve", "\"approvalReference\": \"R-1\"");
    }

    void decide(long broadcast, String decision, String more) {
        String hash = face.get("approver", "/api/broadcasts/" + broadcast)
                .json()
                .at("/contentHash")
                .asText();
        Face.Answer answer = face.post(
                "approver",
                "/api/broadcasts/" + broadcast + "/approval",
                "{\"decision\": \"" + decision + "\", \"approvedHash\": \"" + hash + "\", " + more + "}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    String supersededBy(long broadcast) {
        return face.get("operator", "/api/broadcasts/" + broadcast)
                .json()
                .at("/supersededBy")
                .asText();
    }

    static Set<String> reached(List<RecordedSubmit> submits, String word) {
        return submits.stream()
                .filter(submit -> submit.text().contains(word))
                .map(RecordedSubmit::destination)
                .collect(Collectors.toSet());
    }

    /** Handsets whose number ends in 7 do not take a text: they count as told only until the receipt says so. */
    static void assertTold(Set<String> toldAgain, Set<String> given) {
        assertThat(given).containsAll(toldAgain);
        assertThat(toldAgain)
                .containsAll(
                        given.stream().filter(number -> !number.endsWith("7")).toList());
    }
}
