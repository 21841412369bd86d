package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.Smsc;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** What an Update and a Cancel do to what went out before, as carrier and ledger saw it. */
class LifeIT extends HubIT {
    private static final String[] GIVEN = {"SUBMITTED", "DELIVERED", "UNDELIVERED", "UNCERTAIN"};

    @Autowired
    private Smsc smsc;

    @Autowired
    private JmsTemplate jms;

    @Autowired
    private Sealing sealing;

    private Face face;
    private Town town;
    private Upstream upstream;

    @BeforeEach
    void open() {
        smsc.reset();
        face = new Face(port);
        town = new Town(jdbc, sealing, jms);
        upstream = new Upstream(face);
    }

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @Test
    void anUpdateReplacesWhatIsUnsent_andNobodyGetsTheOldTextAfterTheNew() {
        town.people(2_000);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        awaitSome(first, 200);
        Posted update =
                upstream.draft("Update", "大风黄色预警。").refersTo(first.identifier()).posted();

        awaitCompleted(update.broadcast());
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        assertThat(reasons(first.broadcast())).isEqualTo("superseded-by-update");
        assertThat(supersededBy(first.broadcast())).isEqualTo(update.alertId());
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
        awaitSome(first, 200);
        Posted update = upstream.draft("Update", "大风黄色预警。")
                .refersTo(first.identifier())
                .text("updateTo", "told")
                .posted();

        awaitCompleted(update.broadcast());
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
        approve(first.broadcast());
        awaitSome(first, 50);
        Posted update = upstream.draft("Update", "大风黄色预警。")
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        awaitState(update.broadcast(), "PENDING_APPROVAL");
        int before = town.count(first.broadcast(), GIVEN);
        await().until(() -> town.count(first.broadcast(), GIVEN) > before + 100);
        assertThat(upstream.state(first.alertId())).isEqualTo("accepted");

        approve(update.broadcast());
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        awaitCompleted(update.broadcast());
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
        awaitState(update.broadcast(), "PENDING_APPROVAL");
        decide(update.broadcast(), "reject", "\"reason\": \"wrong\"");
        approve(first.broadcast());
        awaitCompleted(first.broadcast());
        assertThat(reached(smsc.recorded(), "黄色")).isEmpty();
    }

    @Test
    void aCancelStopsABusyPortWithinTwoSeconds_andTellsExactlyThoseWhoWereTold() {
        town.people(4_000);
        Posted first = upstream.draft("Alert", "大风蓝色预警。").posted();
        awaitSome(first, 400);
        String optedOut = "8613800000001";
        face.post("operator", "/api/opt-outs", "{\"numbers\": [\"" + optedOut + "\"], \"reason\": \"asked\"}");
        Instant asked = Instant.now();
        Posted cancel = upstream.draft("Cancel", "大风蓝色预警解除。")
                .refersTo(first.identifier())
                .text("cancelTo", "told")
                .posted();
        awaitState(first.broadcast(), "CANCELLED");
        await().until(() -> town.count(first.broadcast(), "PENDING", "INTENT", "RETRY_WAIT") == 0);
        double took = lastAnswerAfter(asked, first);
        System.out.printf("LIFE cancel-last-answer=%.3fs%n", took);
        assertThat(took).isLessThan(2);

        long notice = awaitNotice(cancel);
        awaitCompleted(notice);
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
        awaitCompleted(first.broadcast());
        firstFive(first, "UNCERTAIN");
        Posted cancel = upstream.draft("Cancel", "大风蓝色预警解除。")
                .refersTo(first.identifier())
                .text("cancelTo", "told")
                .posted();
        awaitCompleted(awaitNotice(cancel));

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
        awaitCompleted(first.broadcast());
        Posted silent = upstream.draft("Cancel", null)
                .refersTo(first.identifier())
                .text("cancelTo", "told")
                .posted();
        awaitAlert(silent, "accepted");
        assertThat(codesOf(silent)).contains("cancel-without-text");
        assertThat(upstream.alert(silent.alertId()).at("/broadcasts")).isEmpty();
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
        awaitState(third.broadcast(), "PENDING_APPROVAL");
        approve(third.broadcast());
        assertThat(town.state(first.broadcast())).isEqualTo("CANCELLED");
        assertThat(town.state(second.broadcast())).isEqualTo("CANCELLED");
        awaitCompleted(third.broadcast());

        Posted late = upstream.draft("Update", "大风蓝色预警，更早发出。")
                .by("drafter")
                .refersTo(first.identifier())
                .sent(2)
                .posted();
        awaitState(late.broadcast(), "CANCELLED");
        awaitAlert(late, "superseded");
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
        awaitState(third.broadcast(), "PENDING_APPROVAL");
        upstream.draft("Cancel", null)
                .by("drafter")
                .refersTo(first.identifier())
                .posted();
        for (Posted each : List.of(first, second, third)) {
            awaitState(each.broadcast(), "CANCELLED");
            awaitAlert(each, "superseded");
        }
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
        awaitAlert(ack, "accepted");
        awaitAlert(error, "accepted");
        awaitCompleted(first.broadcast());
        assertThat(upstream.alert(ack.alertId()).at("/broadcasts")).isEmpty();
        assertThat(upstream.alert(error.alertId()).at("/broadcasts")).isEmpty();
        assertThat(upstream.state(first.alertId())).isEqualTo("accepted");
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

    private void awaitSome(Posted alert, int some) {
        await().atMost(Duration.ofSeconds(20)).until(() -> town.count(alert.broadcast(), GIVEN) > some);
    }

    private void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(town.state(broadcast)).isEqualTo(state));
    }

    private void awaitCompleted(long broadcast) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(town.state(broadcast)).isEqualTo("COMPLETED"));
    }

    private void awaitAlert(Posted alert, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(upstream.state(alert.alertId())).isEqualTo(state));
    }

    private long awaitNotice(Posted cancel) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> upstream.alert(cancel.alertId()).at("/broadcasts").size() == 1);
        return upstream.alert(cancel.alertId()).at("/broadcasts/0/broadcastId").asLong();
    }

    private String codesOf(Posted alert) {
        return upstream.codes(alert.alertId());
    }

    private void approve(long broadcast) {
        awaitState(broadcast, "PENDING_APPROVAL");
        decide(broadcast, "approve", "\"approvalReference\": \"R-1\"");
    }

    private void decide(long broadcast, String decision, String more) {
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

    private String reasons(long broadcast) {
        return jdbc.sql("SELECT reasons -> 0 ->> 'code' FROM broadcast WHERE broadcast_id = :id")
                .param("id", broadcast)
                .query(String.class)
                .single();
    }

    private String supersededBy(long broadcast) {
        return face.get("operator", "/api/broadcasts/" + broadcast)
                .json()
                .at("/supersededBy")
                .asText();
    }

    private static Set<String> reached(List<RecordedSubmit> submits, String word) {
        return submits.stream()
                .filter(submit -> submit.text().contains(word))
                .map(RecordedSubmit::destination)
                .collect(Collectors.toSet());
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

    /** Handsets whose number ends in 7 do not take a text: they count as told only until the receipt says so. */
    private static void assertTold(Set<String> toldAgain, Set<String> given) {
        assertThat(given).containsAll(toldAgain);
        assertThat(toldAgain)
                .containsAll(
                        given.stream().filter(number -> !number.endsWith("7")).toList());
    }
}
