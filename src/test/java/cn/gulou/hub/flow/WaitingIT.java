package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.Upstream.Posted;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Updates and cancels that come too early, from the wrong side, twice, or all at once. */
class WaitingIT extends HubIT {
    private static final Path SAMPLES = Path.of("src/test/resources/cap-samples");

    @BeforeEach
    void open() {
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
        awaitParked(cancel);
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
        awaitParked(update);
        assertThat(town.state(update.broadcast())).isEqualTo("RECEIVED");
        Posted late = first.posted();

        awaitState(update.broadcast(), "COMPLETED");
        assertThat(town.state(late.broadcast())).isEqualTo("CANCELLED");
        assertThat(smsc.recorded()).hasSize(30).allMatch(submit -> submit.text().contains("黄色"));
    }

    @Test
    void aChainThatComesBackwards_endsWithItsLastWord() {
        Upstream.Draft first = upstream.draft("Alert", "大风蓝色预警。");
        Upstream.Draft second = upstream.draft("Update", "大风黄色预警。").refersTo(first.identifier());
        Upstream.Draft third = upstream.draft("Update", "大风橙色预警。").refersTo(second.identifier(), first.identifier());
        Posted last = third.posted();
        awaitParked(last);
        Posted middle = second.posted();
        Posted beginning = first.posted();

        awaitState(last.broadcast(), "COMPLETED");
        awaitState(middle.broadcast(), "CANCELLED");
        awaitState(beginning.broadcast(), "CANCELLED");
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
        awaitState(known.broadcast(), "CANCELLED");
        assertThat(upstream.codes(cancel.alertId())).contains("reference-partly-unknown");
        Posted late = unknown.by("drafter").posted();
        upstream.await(late, "superseded");
        assertThat(town.state(late.broadcast())).isEqualTo("CANCELLED");
    }

    @Test
    void whatNeverComesIsPutBeforeAPerson_whoLetsTheUpdateGo() {
        Posted update = upstream.draft("Update", "大风黄色预警。").refersTo("NEVER").posted();
        awaitParked(update);
        time.set(Instant.now().plusSeconds(660));
        upstream.await(update, "quarantined");
        assertThat(upstream.codes(update.alertId())).contains("reference-unknown", "reference-overdue");
        assertThat(alarms()).contains("reference-unknown alert:" + update.alertId());

        assertThat(word(update, "accept", "operator").status()).isEqualTo(403);
        assertThat(word(update, "perhaps", "approver").status()).isEqualTo(400);
        assertThat(word(update, "accept", "approver").json().at("/state").asText())
                .isEqualTo("accepted");
        awaitState(update.broadcast(), "COMPLETED");
        assertThat(alarms()).isEmpty();
        assertThat(word(update, "refuse", "approver").codes()).isEqualTo("state-forbids");
    }

    @Test
    void anUrgentOneIsPutBeforeAPersonSooner_whoMayRefuseIt() {
        Posted update = upstream.draft("Update", "大风红色预警。")
                .text("severity", "Extreme")
                .refersTo("NEVER")
                .posted();
        awaitParked(update);
        time.set(Instant.now().plusSeconds(70));
        upstream.await(update, "quarantined");
        assertThat(word(update, "refuse", "approver").json().at("/state").asText())
                .isEqualTo("refused");
        awaitState(update.broadcast(), "REFUSED");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whatCameAfterAPersonWasAskedIsFoundAllTheSame() {
        Upstream.Draft first = upstream.draft("Alert", "大风蓝色预警。");
        Posted cancel =
                upstream.draft("Cancel", null).refersTo(first.identifier()).posted();
        awaitParked(cancel);
        time.set(Instant.now().plusSeconds(660));
        upstream.await(cancel, "quarantined");
        Posted late = first.posted();
        upstream.await(cancel, "accepted");
        awaitState(late.broadcast(), "CANCELLED");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void anUpdateOfWhatWasRefusedAtTheDoorGoesOn() {
        Upstream.Draft wrong = upstream.draft("Alert", "大风蓝色预警。").text("severity", "Purple");
        assertThat(wrong.post().status()).isEqualTo(400);
        Posted update =
                upstream.draft("Update", "大风黄色预警。").refersTo(wrong.identifier()).posted();
        awaitState(update.broadcast(), "COMPLETED");
        assertThat(upstream.codes(update.alertId())).contains("reference-refused");
    }

    @Test
    void nobodyCancelsOrUpdatesWhatIsNotHis() {
        Posted theirs = upstream.draft("Alert", "大风蓝色预警。")
                .raw("sendAfter", "\"" + Instant.now().plusSeconds(3_600) + "\"")
                .posted();
        awaitState(theirs.broadcast(), "DEFERRED");
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

    @Test
    void aCapMessageCancelsANationalAlertOfTheSameOffice() throws IOException {
        time.set(Instant.parse("2026-11-23T07:40:00Z"));
        String national = Files.readString(SAMPLES.resolve("national-profile-beijing-actual.xml"));
        Face.Answer posted = post("application/xml", national);
        assertThat(posted.status()).as(posted.response().body()).isEqualTo(202);
        String identifier = posted.json().at("/identifier").asText();
        long broadcast = posted.json().at("/broadcasts/0/id").asLong();
        String cap = Files.readString(SAMPLES.resolve("cap12-beijing-composed.xml"))
                .replaceAll("<identifier>[^<]*", "<identifier>CAP-" + System.nanoTime())
                .replace("<status>Exercise", "<status>Actual")
                .replace("<msgType>Alert", "<msgType>Cancel")
                .replaceAll(
                        "<note>[^<]*</note>",
                        "<references>" + "11000041600000," + identifier + ",2026-11-23T15:05:00+08:00</references>")
                .replaceAll("(?s)<info>.*</info>", "");
        Face.Answer cancel = post("application/cap+xml", cap);
        assertThat(cancel.status()).as(cancel.response().body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        upstream.state(posted.json().at("/alertId").asText()).equals("superseded"));
        assertThat(town.state(broadcast)).isIn("CANCELLED", "SENT", "COMPLETED", "EXPIRED", "REFUSED");
    }

    @Test
    void everySampleEndsAtTheDoorAsTheIndexSays_andNothingOfThemGoesOut() throws IOException {
        List<String> rows = Files.readAllLines(SAMPLES.resolve("INDEX.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            byte[] body =
                    unlikeTheOthers(Files.readAllBytes(SAMPLES.resolve(cells[0]).resolve(cells[1])), cells[1]);
            Face.Answer answer = face.call(
                    "upstream", "POST", "/api/alerts", "application/cap+xml", BodyPublishers.ofByteArray(body));
            if (cells[7].startsWith("reject")) {
                assertThat(answer.status()).as(cells[1]).isIn(400, 422);
            } else {
                assertThat(answer.status()).as(cells[1]).isEqualTo(202);
                assertThat(answer.json().at("/state").asText())
                        .as(cells[1])
                        .isEqualTo(cells[7].startsWith("quarantine") ? "quarantined" : "received");
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> town.count("alert a WHERE state = 'RECEIVED' AND NOT EXISTS"
                                + " (SELECT FROM waiting_alert w WHERE w.alert_id = a.alert_id)")
                        == 0);
        assertThat(town.count("permit")).isZero();
    }

    /** Two samples share an identity. */
    private static byte[] unlikeTheOthers(byte[] body, String file) {
        return file.equals("goog-no_optional_fields.cap")
                ? new String(body, StandardCharsets.UTF_8)
                        .replace("<identifier>", "<identifier>other-")
                        .getBytes(StandardCharsets.UTF_8)
                : body;
    }

    @Test
    void fiftyAtOnceLeaveTheLedgerWhole() throws Exception {
        Posted first = upstream.draft("Alert", "大风蓝色预警。")
                .text("sendAfter", Instant.now().plusSeconds(3_600).toString())
                .posted();
        Posted drafted = upstream.draft("Alert", "大风蓝色预警，待批。").by("drafter").posted();
        awaitState(drafted.broadcast(), "PENDING_APPROVAL");
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

    private Face.Answer post(String type, String body) {
        return face.call(
                "upstream",
                "POST",
                "/api/alerts",
                type,
                BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
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

    private void awaitParked(Posted alert) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(upstream.codes(alert.alertId())).contains("reference-unknown"));
        assertThat(upstream.state(alert.alertId())).isEqualTo("received");
    }

    private void awaitState(long broadcast, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(town.state(broadcast)).isEqualTo(state));
    }
}
