package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.beijing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By when it should be out is kept, and it is said in time when that will not be (C-03). */
class FinishByIT extends HubIT {
    private Desk desk;

    @BeforeEach
    void open() {
        jdbc.sql("DELETE FROM send_grant").update();
        desk = new Desk(port, time);
        town.people(20);
    }

    @AfterEach
    void demoGrantAgain() {
        jdbc.sql(
                        """
                        INSERT INTO send_grant (valid_from, valid_until, reference, granted_by)
                        VALUES ('1970-01-01', '9999-12-31', 'DEMO-24-HOUR-GRANT', 'settings')
                        ON CONFLICT DO NOTHING""")
                .update();
    }

    @Test
    void warnsAtOnce_whenTheNightLiesBetween_andTakesItBackWhenAGrantComes() {
        time.set(beijing("20:00"));
        String id = desk.alert("upstream", "Minor", "\"finishBy\": \"2026-12-01T22:00:00+08:00\",");
        awaitWarning(id, "finish-by-late");
        assertThat(desk.broadcast(id).at("/finishBy").asText()).isEqualTo("2026-12-01T22:00:00+08:00");
        assertThat(desk.broadcast(id).at("/estimatedEnd").asText()).startsWith("2026-12-02T08:30:00");
        assertThat(openAlarms()).containsExactly("finish-by-late broadcast:" + id);

        jdbc.sql(
                        """
                        INSERT INTO send_grant (valid_from, valid_until, reference, granted_by)
                        VALUES ('2026-12-01T19:00+08', '2026-12-01T23:00+08', 'FINISH-BY', 'one')""")
                .update();
        desk.awaitState(id, "completed");
        await().atMost(Duration.ofSeconds(15)).until(() -> openAlarms().isEmpty());
        assertThat(desk.broadcast(id).at("/warnings")).isEmpty();
        jdbc.sql("DELETE FROM send_grant WHERE reference = 'FINISH-BY'").update();
    }

    @Test
    void warns_whenItExpiresBeforeItMayGo() {
        time.set(beijing("20:00"));
        String id = desk.alert("upstream", "Minor", "\"expires\": \"2026-12-02T06:00:00+08:00\",");
        awaitWarning(id, "expires-unsent");
        assertThat(desk.broadcast(id).at("/estimatedEnd").isNull()).isTrue();
    }

    @Test
    void callsForAPersonAtOnce_whenRedMustWaitForTheMorning() {
        time.set(beijing("23:00"));
        String red = desk.alert("upstream", "Extreme", "");
        String blue = desk.alert("upstream", "Minor", "");
        desk.awaitState(red, "deferred");
        desk.awaitState(blue, "deferred");
        await().atMost(Duration.ofSeconds(3)).until(() -> openAlarms().contains("urgent-deferred broadcast:" + red));
        assertThat(openAlarms()).doesNotContain("urgent-deferred broadcast:" + blue);
        time.set(beijing("08:30:01").plus(Duration.ofDays(1)));
        desk.awaitBegun(red);
        await().until(() -> !openAlarms().contains("urgent-deferred broadcast:" + red));
    }

    @Test
    void letsAPersonDecide_whenTheTimeHasPassedAlready() {
        time.set(beijing("12:00:10"));
        String blue = desk.alert("upstream", "Minor", "\"finishBy\": \"" + beijing("12:00:10") + "\",");
        String red = desk.alert("upstream", "Extreme", "\"finishBy\": \"" + beijing("12:00:10") + "\",");
        desk.awaitState(blue, "pending-approval");
        assertThat(desk.broadcast(blue).at("/reasons/0/code").asText()).isEqualTo("finish-by-past");
        desk.awaitState(red, "completed");
        awaitWarning(blue, "finish-by-late");
    }

    @Test
    void refusesWhatContradictsItself() {
        for (String times : List.of(
                "\"sendAfter\": \"2026-12-02T12:00:00+08:00\", \"expires\": \"2026-12-02T12:00:00+08:00\"",
                "\"finishBy\": \"2026-11-01T12:00:00+08:00\"")) {
            time.set(beijing("12:00"));
            Face.Answer answer = desk.post(
                    "upstream",
                    "/api/alerts",
                    "{\"identifier\": \"NEVER\", \"sender\": \"11000041600000\", \"sent\": \"2026-12-01T12:00:00+08:00\","
                            + " \"status\": \"Actual\", \"msgType\": \"Alert\", \"scope\": \"Public\", \"smsText\": \"大风\", "
                            + times + ", \"audience\": {\"wholeNetwork\": true}}");
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        }
    }

    private void awaitWarning(String id, String code) {
        await().atMost(Duration.ofSeconds(15)).until(() -> desk.broadcast(id)
                .at("/warnings")
                .findValuesAsText("code")
                .contains(code));
    }

    private List<String> openAlarms() {
        return jdbc.sql(
                        "SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL AND subject LIKE 'broadcast:%'")
                .query(String.class)
                .list();
    }
}
