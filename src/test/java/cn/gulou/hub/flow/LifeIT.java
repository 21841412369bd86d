package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Life.GIVEN;
import static cn.gulou.hub.flow.Life.assertTold;
import static cn.gulou.hub.flow.Life.reached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import cn.gulou.hub.simulator.RecordedSubmit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an Update does to what went out before, as carrier and ledger saw it. */
class LifeIT extends HubIT {
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
    void anUpdateReplacesWhatIsUnsent_andNobodyGetsTheOldTextAfterTheNew() {
        town.people(2_000);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        life.awaitSome(first, 200);
        Posted update =
                upstream.draft("Update", "大风黄色预警。").refersTo(first.identifier()).posted();

        life.awaitCompleted(update.broadcast());
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        assertThat(reasons(first.broadcast())).isEqualTo("superseded-by-update");
        assertThat(life.supersededBy(first.broadcast())).isEqualTo(update.alertId());
        assertThat(upstream.state(first.alertId())).isEqualTo("superseded");
        assertThat(upstream.state(update.alertId())).isEqualTo("accepted");
        List<RecordedSubmit> all = smsc.recorded();
        assertThat(reached(all, "黄色")).hasSize(2_000);
        assertThat(reached(all, "蓝色").size()).isBetween(200, 1_500);
        assertThat(positions(all, "蓝色")).allMatch(old -> old < 2_000, "the old text is not sent on beside the new");
        face.post("operator", "/api/broadcasts/" + first.broadcast() + "/resume", "{\"reason\": \"mistake\"}");
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
    }

    @Test
    void anUpdateToThoseToldReachesExactlyThem() {
        town.people(1_500);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        life.awaitSome(first, 200);
        Posted update = upstream.draft("Update", "大风黄色预警。")
                .refersTo(first.identifier())
                .text("updateTo", "told")
                .posted();

        life.awaitCompleted(update.broadcast());
        Set<String> told = reached(smsc.recorded(), "蓝色");
        assertThat(told).hasSizeLessThan(1_500);
        assertTold(reached(smsc.recorded(), "黄色"), told);
        assertThat(face.get("operator", "/api/broadcasts/" + update.broadcast())
                        .json()
                        .at("/audience/only")
                        .asText())
                .isEqualTo("told");
    }

    @Test
    void untilTheUpdateIsApprovedTheOldOneGoesOn() {
        town.people(1_500);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").by("drafter").posted();
        life.approve(first.broadcast());
        life.awaitSome(first, 50);
        Posted update = upstream.draft("Update", "大风黄色预警。")
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        life.awaitState(update.broadcast(), "PENDING_APPROVAL");
        int before = town.count(first.broadcast(), GIVEN);
        await().until(() -> town.count(first.broadcast(), GIVEN) > before + 100);
        assertThat(upstream.state(first.alertId())).isEqualTo("accepted");

        life.approve(update.broadcast());
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        life.awaitCompleted(update.broadcast());
        assertThat(reached(smsc.recorded(), "蓝色")).hasSizeLessThan(1_500);
        assertThat(upstream.state(first.alertId())).isEqualTo("superseded");
    }

    @Test
    void aRejectedUpdateReplacesNothing() {
        town.people(100);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").by("drafter").posted();
        Posted update = upstream.draft("Update", "大风黄色预警。")
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        life.awaitState(update.broadcast(), "PENDING_APPROVAL");
        life.decide(update.broadcast(), "reject", "\"reason\": \"wrong\"");
        life.approve(first.broadcast());
        life.awaitCompleted(first.broadcast());
        assertThat(reached(smsc.recorded(), "黄色")).isEmpty();
    }

    @Test
    void theNationalProfileNamesTheFirstIssueOnly_andEveryUpdateInBetweenIsReplaced() {
        Posted first = upstream.draft("Alert", "大风蓝色预警。").by("drafter").posted();
        Posted second = upstream.draft("Update", "大风黄色预警。")
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        Posted third = upstream.draft("Update", "大风橙色预警。")
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        life.awaitState(third.broadcast(), "PENDING_APPROVAL");
        life.approve(third.broadcast());
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        assertThat(town.state(second.broadcast())).isEqualTo("CANCELLED");
        life.awaitCompleted(third.broadcast());

        Posted late = upstream.draft("Update", "大风蓝色预警，更早发出。")
                .by("drafter")
                .refersTo(first.identifier())
                .sent(2)
                .posted();
        life.awaitState(late.broadcast(), "CANCELLED");
        upstream.await(late, "superseded");
    }

    @Test
    void anAckAndAnErrorAreRecordedAndNeverSent() {
        town.people(10);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        Posted ack = upstream.draft("Ack", "收到。").refersTo(first.identifier()).posted();
        Posted error = upstream.draft("Error", "有误。")
                .refersTo(first.identifier())
                .text("note", "unreadable")
                .posted();
        upstream.await(ack, "accepted");
        upstream.await(error, "accepted");
        life.awaitCompleted(first.broadcast());
        assertThat(upstream.alert(ack.alertId()).at("/broadcasts")).isEmpty();
        assertThat(upstream.alert(error.alertId()).at("/broadcasts")).isEmpty();
        assertThat(upstream.state(first.alertId())).isEqualTo("accepted");
    }

    private String reasons(long broadcast) {
        return jdbc.sql("SELECT reasons -> 0 ->> 'code' FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query(String.class)
                .single();
    }

    /** Where in the order of arrival a text stands, counted by how many of the new text came before it. */
    private static List<Integer> positions(List<RecordedSubmit> submits, String word) {
        int others = 0;
        List<Integer> positions = new java.util.ArrayList<>();
        for (RecordedSubmit submit : submits) {
            if (submit.text().contains(word)) {
                positions.add(others);
            } else {
                others++;
            }
        }
        return positions;
    }
}
