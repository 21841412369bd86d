package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Life.assertTold;
import static cn.gulou.hub.flow.Life.reached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Cancel does to what went out before, as carrier and ledger saw it. */
class CancelIT extends HubIT {
    private Life life;

    @BeforeEach
    void open() {
        life = new Life(face, town, upstream);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void aCancelStopsABusyPortWithinTwoSeconds_andTellsExactlyThoseWhoWereTold() {
        town.people(4_000);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        life.awaitSome(first, 400);
        String optedOut = "8613800000001";
        face.post("operator", "/api/opt-outs", "{\"numbers\": [\"" + optedOut + "\"], \"reason\": \"asked\"}");
        Instant asked = Instant.now();
        Posted cancel = upstream.draft("Cancel", "大风蓝色预警解除。")
                .refersTo(first.identifier())
                .text("cancelTo", "told")
                .posted();
        life.awaitState(first.broadcast(), "CANCELLED");
        await().until(() -> town.count(first.broadcast(), "PENDING", "INTENT", "RETRY_WAIT") == 0);
        double took = lastAnswerAfter(asked, first);
        System.out.printf("LIFE cancel-last-answer=%.3fs%n", took);
        assertThat(took).isLessThan(2);

        long notice = awaitNotice(cancel);
        life.awaitCompleted(notice);
        Set<String> told = reached(smsc.recorded(), "预警。");
        assertThat(told.remove(optedOut)).isTrue();
        assertThat(told).hasSizeLessThan(3_000);
        assertTold(reached(smsc.recorded(), "解除"), told);
        assertThat(town.count(notice, "SUPPRESSED")).isEqualTo(1);
        assertThat(upstream.state(first.alertId())).isEqualTo("superseded");
        assertThat(upstream.state(cancel.alertId())).isEqualTo("accepted");
    }

    @Test
    void aCancelOfWhatIsAllSentTellsThem_andNothingOfItIsEverSentAgain() {
        town.people(100);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        life.awaitCompleted(first.broadcast());
        firstFive(first, "UNCERTAIN");
        Posted cancel = upstream.draft("Cancel", "大风蓝色预警解除。")
                .refersTo(first.identifier())
                .text("cancelTo", "told")
                .posted();
        life.awaitCompleted(awaitNotice(cancel));

        Face.Answer again = face.post(
                "operator",
                "/api/broadcasts/" + first.broadcast() + "/uncertain",
                "{\"decision\": \"resend\", \"reason\": \"try\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.codes()).isEqualTo("superseded");
        assertThat(town.state(first.broadcast())).isEqualTo("COMPLETED");
        assertThat(codesOf(cancel)).contains("nothing-to-cancel");
        firstFive(first, "DELIVERED");
    }

    @Test
    void aCancelWithoutAWordToTell_tellsNobody() {
        town.people(20);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        life.awaitCompleted(first.broadcast());
        Posted silent = upstream.draft("Cancel", null)
                .refersTo(first.identifier())
                .text("cancelTo", "told")
                .posted();
        upstream.await(silent, "accepted");
        assertThat(codesOf(silent)).contains("cancel-without-text");
        assertThat(upstream.alert(silent.alertId()).at("/broadcasts")).isEmpty();
    }

    @Test
    void aCancelOfTheFirstIssueStopsEveryUpdateOfIt() {
        Posted first = upstream.draft("Alert", "大风蓝色预警。").by("drafter").posted();
        Posted second = upstream.draft("Update", "大风黄色预警。")
                .by("drafter")
                .refersTo(Upstream.SENDER + "," + first.identifier() + ",2026-11-23T15:05:00+08:00")
                .posted();
        Posted third = upstream.draft("Update", "大风橙色预警。")
                .by("drafter")
                .refersTo(Upstream.SENDER + "," + second.identifier() + ",2026-11-23T15:05:00+08:00")
                .posted();
        life.awaitState(third.broadcast(), "PENDING_APPROVAL");
        upstream.draft("Cancel", null)
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        for (Posted each : List.of(first, second, third)) {
            life.awaitState(each.broadcast(), "CANCELLED");
            upstream.await(each, "superseded");
        }
    }

    private void firstFive(Posted alert, String state) {
        jdbc.sql("UPDATE submission SET state = :state::submission_state WHERE broadcast_id = :id AND recipient_no < 5")
                .param("state", state)
                .param("id", alert.broadcast())
                .update();
    }

    private double lastAnswerAfter(Instant asked, Posted alert) {
        return jdbc.sql("SELECT extract(epoch FROM max(answered_at) - :asked) FROM claim WHERE broadcast_id = :id")
                .param("asked", Timestamp.from(asked))
                .param("id", alert.broadcast())
                .query(Double.class)
                .single();
    }

    private long awaitNotice(Posted cancel) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> upstream.alert(cancel.alertId()).at("/broadcasts").size() == 1);
        return upstream.alert(cancel.alertId()).at("/broadcasts/0/broadcastId").asLong();
    }

    private String codesOf(Posted alert) {
        return upstream.codes(alert.alertId());
    }
}
