package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates and cancels that come before what they refer to, backwards, or all at once. */
class WaitingIT extends HubIT {
    private Life life;

    @BeforeEach
    void open() {
        life = new Life(face, town, upstream);
        town.people(30);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aCancelBeforeItsAlert_waitsAndTheAlertThatThenComesNeverGoesOut() {
        Upstream.Draft first = upstream.draft("Alert", "大风蓝色预警。");
        Posted cancel =
                upstream.draft("Cancel", null).refersTo(first.identifier()).posted();
        upstream.awaitParked(cancel);
        Posted late = first.posted();

        upstream.await(cancel, "accepted");
        upstream.await(late, "superseded");
        assertThat(town.state(late.broadcast())).isEqualTo("CANCELLED");
        assertThat(upstream.codes(cancel.alertId())).doesNotContain("reference-unknown");
        assertThat(jdbc.sql("SELECT count(*) FROM claim").query(Integer.class).single())
                .isZero();
        Face.Answer again = first.post();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/alertId").asText()).isEqualTo(late.alertId());
        assertThat(town.state(late.broadcast())).isEqualTo("CANCELLED");
    }

    @Test
    void anUpdateBeforeItsAlert_goesOutInItsPlace() {
        Upstream.Draft first = upstream.draft("Alert", "大风蓝色预警。");
        Posted update =
                upstream.draft("Update", "大风黄色预警。").refersTo(first.identifier()).posted();
        upstream.awaitParked(update);
        assertThat(town.state(update.broadcast())).isEqualTo("RECEIVED");
        Posted late = first.posted();

        life.awaitState(update.broadcast(), "COMPLETED");
        assertThat(town.state(late.broadcast())).isEqualTo("CANCELLED");
        assertThat(smsc.recorded()).hasSize(30).allMatch(submit -> submit.text().contains("黄色"));
    }

    @Test
    void aChainThatComesBackwards_endsWithItsLastWord() {
        Upstream.Draft first = upstream.draft("Alert", "大风蓝色预警。");
        Upstream.Draft second = upstream.draft("Update", "大风黄色预警。").refersTo(first.identifier());
        Upstream.Draft third = upstream.draft("Update", "大风橙色预警。").refersTo(second.identifier(), first.identifier());
        Posted last = third.posted();
        upstream.awaitParked(last);
        Posted middle = second.posted();
        Posted beginning = first.posted();

        life.awaitState(last.broadcast(), "COMPLETED");
        life.awaitState(middle.broadcast(), "CANCELLED");
        life.awaitState(beginning.broadcast(), "CANCELLED");
        assertThat(smsc.recorded()).hasSize(30).allMatch(submit -> submit.text().contains("橙色"));
    }

    @Test
    void whatKnowsPartOfItsReferencesDoesNotWait_andTheRestIsStoppedWhenItComes() {
        Posted known = upstream.draft("Alert", "大风蓝色预警。").by("drafter").posted();
        Upstream.Draft unknown = upstream.draft("Alert", "大风蓝色预警，另一条。");
        Posted cancel = upstream.draft("Cancel", null)
                .by("drafter")
                .refersTo(known.identifier(), unknown.identifier())
                .posted();
        life.awaitState(known.broadcast(), "CANCELLED");
        assertThat(upstream.codes(cancel.alertId())).contains("reference-partly-unknown");
        Posted late = unknown.by("drafter").posted();
        upstream.await(late, "superseded");
        assertThat(town.state(late.broadcast())).isEqualTo("CANCELLED");
    }

    @Test
    void anUpdateOfWhatWasRefusedAtTheDoorGoesOn() {
        Upstream.Draft wrong = upstream.draft("Alert", "大风蓝色预警。").text("severity", "Purple");
        assertThat(wrong.post().status()).isEqualTo(400);
        Posted update =
                upstream.draft("Update", "大风黄色预警。").refersTo(wrong.identifier()).posted();
        life.awaitState(update.broadcast(), "COMPLETED");
        assertThat(upstream.codes(update.alertId())).contains("reference-refused");
    }

    @Test
    void fiftyAtOnceLeaveTheLedgerWhole() throws Exception {
        Posted first = upstream.draft("Alert", "大风蓝色预警。")
                .text("sendAfter", Instant.now().plusSeconds(3_600).toString())
                .posted();
        Posted drafted = upstream.draft("Alert", "大风蓝色预警，待批。").by("drafter").posted();
        life.awaitState(drafted.broadcast(), "PENDING_APPROVAL");
        String hash = face.get("approver", "/api/broadcasts/" + drafted.broadcast())
                .json()
                .at("/contentHash")
                .asText();
        List<Callable<Integer>> calls = IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(n -> () -> order(n, first, drafted, hash))
                .toList();
        ExecutorService callers = Executors.newFixedThreadPool(25);
        try {
            for (Future<Integer> answer : callers.invokeAll(calls)) {
                assertThat(answer.get()).isIn(200, 202, 409);
            }
        } finally {
            callers.shutdownNow();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> town.count("alert WHERE state = 'RECEIVED'") == 0);
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> town.count("broadcast WHERE state NOT IN ('COMPLETED', 'CANCELLED')") == 0);
    }

    private int order(int n, Posted first, Posted drafted, String hash) {
        String approval =
                "{\"decision\": \"approve\", \"approvalReference\": \"R-1\", \"approvedHash\": \"" + hash + "\"}";
        return switch (n % 5) {
            case 0 -> refersTo(first, "Update", "大风黄色预警" + n + "。");
            case 1 -> steer(first, "pause");
            case 2 -> steer(first, "resume");
            case 3 ->
                face.post("approver", "/api/broadcasts/" + drafted.broadcast() + "/approval", approval)
                        .status();
            default -> n == 49 ? refersTo(first, "Cancel", null) : steer(drafted, "cancel");
        };
    }

    private int refersTo(Posted first, String messageType, String text) {
        return upstream.draft(messageType, text)
                .refersTo(first.identifier())
                .post()
                .status();
    }

    private int steer(Posted alert, String order) {
        return face.post("operator", "/api/broadcasts/" + alert.broadcast() + "/" + order, "{\"reason\": \"try\"}")
                .status();
    }
}
