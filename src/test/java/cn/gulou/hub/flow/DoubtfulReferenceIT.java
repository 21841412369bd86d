package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.flow.Upstream.Posted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What refers to an alert that never comes is put before a person; what refers to somebody else's is refused. */
class DoubtfulReferenceIT extends HubIT {
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
    void whatNeverComesIsPutBeforeAPerson_whoLetsTheUpdateGo() {
        Posted update = upstream.draft("Update", "大风黄色预警。").refersTo("NEVER").posted();
        upstream.awaitParked(update);
        time.set(Instant.now().plusSeconds(660));
        upstream.await(update, "quarantined");
        assertThat(upstream.codes(update.alertId())).contains("reference-unknown", "reference-overdue");
        assertThat(alarms()).contains("reference-unknown alert:" + update.alertId());

        assertThat(word(update, "accept", "operator").status()).isEqualTo(403);
        assertThat(word(update, "perhaps", "approver").status()).isEqualTo(400);
        assertThat(word(update, "accept", "approver").json().at("/state").asText())
                .isEqualTo("accepted");
        life.awaitState(update.broadcast(), "COMPLETED");
        assertThat(alarms()).isEmpty();
        assertThat(word(update, "refuse", "approver").codes()).isEqualTo("state-forbids");
    }

    @Test
    void anUrgentOneIsPutBeforeAPersonSooner_whoMayRefuseIt() {
        Posted update = upstream.draft("Update", "大风红色预警。")
                .text("severity", "Extreme")
                .refersTo("NEVER")
                .posted();
        upstream.awaitParked(update);
        time.set(Instant.now().plusSeconds(70));
        upstream.await(update, "quarantined");
        assertThat(word(update, "refuse", "approver").json().at("/state").asText())
                .isEqualTo("refused");
        life.awaitState(update.broadcast(), "REFUSED");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whatCameAfterAPersonWasAskedIsFoundAllTheSame() {
        Upstream.Draft first = upstream.draft("Alert", "大风蓝色预警。");
        Posted cancel =
                upstream.draft("Cancel", null).refersTo(first.identifier()).posted();
        upstream.awaitParked(cancel);
        time.set(Instant.now().plusSeconds(660));
        upstream.await(cancel, "quarantined");
        Posted late = first.posted();
        upstream.await(cancel, "accepted");
        life.awaitState(late.broadcast(), "CANCELLED");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void nobodyCancelsOrUpdatesWhatIsNotHis() {
        Posted theirs = upstream.draft("Alert", "大风蓝色预警。")
                .raw("sendAfter", "\"" + Instant.now().plusSeconds(3_600) + "\"")
                .posted();
        life.awaitState(theirs.broadcast(), "DEFERRED");
        Posted cancel = upstream.draft("Cancel", null)
                .by("drafter")
                .refersTo(theirs.identifier())
                .posted();
        Posted update = upstream.draft("Update", "大风黄色预警。")
                .by("drafter")
                .refersTo(theirs.identifier())
                .posted();
        Posted otherSender = upstream.draft("Cancel", null)
                .text("sender", "11000041700000")
                .refersTo(Upstream.SENDER + "," + theirs.identifier() + ",2026-11-23T15:05:00+08:00")
                .posted();
        for (Posted each : List.of(cancel, update, otherSender)) {
            upstream.await(each, "refused");
            assertThat(upstream.codes(each.alertId())).contains("reference-foreign");
            assertThat(alarms()).contains("reference-foreign alert:" + each.alertId());
        }
        assertThat(town.state(update.broadcast())).isEqualTo("REFUSED");
        assertThat(town.state(theirs.broadcast())).isEqualTo("DEFERRED");
        assertThat(upstream.state(theirs.alertId())).isEqualTo("accepted");
    }

    private Face.Answer word(Posted alert, String decision, String account) {
        return face.post(
                account,
                "/api/alerts/" + alert.alertId() + "/decision",
                "{\"decision\": \"" + decision + "\", \"reason\": \"looked at\"}");
    }

    private List<String> alarms() {
        return jdbc.sql("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL")
                .query(String.class)
                .list();
    }
}
