package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.WordingDesk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prohibited content that went out: found, reported within the hour, or escalated (C-08). */
class BreachIT extends HubIT {
    private static final String TEXT = "市气象台发布大风黄色预警信号，玄武湖边请注意防范。";

    private WordingDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new WordingDesk(port);
        town.people(3);
    }

    @AfterEach
    void theShippedListsOnly() {
        jdbc.sql("DELETE FROM prohibited_term WHERE added_by <> 'hub'").update();
        assertThat(invariantsBroken()).isEmpty();
        assertThat(jdbc.sql("SELECT invariant || detail FROM v_invariants_wording")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void aTermAddedSinceFindsWhatWentOut_andTheHourBegins() {
        String broadcast = desk.alert("upstream", TEXT);
        desk.awaitState(broadcast, "completed");
        desk.post("approver", "/prohibited-terms", json("prohibitedClass=nine-9", "term=玄武湖边"), 201);
        JsonNode breach = onlyBreach();
        assertThat(breach.at("/broadcastId").asText()).isEqualTo(broadcast);
        assertThat(breach.at("/foundBy").asText()).isEqualTo("hub");
        assertThat(breach.at("/secondsLeft").asLong()).isBetween(3500L, 3600L);
        assertThat(breach.at("/overdue").asBoolean()).isFalse();
        assertThat(openAlarms()).containsExactly("breach");
        assertThat(one("SELECT (due_at - raised_at)::text FROM alarm")).isEqualTo("01:00:00");

        time.set(Instant.now().plusSeconds(61));
        await().until(() -> one("SELECT (rescanned_at > added_at + interval '1 minute')::text FROM prohibited_term"
                        + " WHERE added_by <> 'hub'")
                .equals("true"));
        assertThat(desk.get("operator", "/breaches", 200).json()).hasSize(1);
    }

    @Test
    void aPersonReportsOne_andWhatIsNotSentStops() {
        String broadcast = desk.alert(
                "upstream",
                TEXT,
                body -> body.put("sendAfter", Instant.now().plusSeconds(600).toString()));
        desk.awaitState(broadcast, "deferred");
        JsonNode breach = found(broadcast, "a citizen called", 201).json();
        assertThat(breach.at("/foundBy").asText()).isEqualTo("operator");
        assertThat(desk.state(broadcast)).isEqualTo("paused");
        found(broadcast, "again", 409);
        found("999999", "nothing there", 404);
        desk.post("operator", "/breaches", json("broadcastId=" + broadcast), 400);
        desk.post("engineer", "/breaches", json("broadcastId=" + broadcast, "description=d"), 403);
        String future = Instant.now().plusSeconds(60).toString();
        desk.post("operator", "/breaches", json("broadcastId=" + broadcast, "description=d", "foundAt=" + future), 422);
    }

    @Test
    void theClockRunsFromWhenItWasFound_andReportingEndsTheAlarm() {
        String broadcast = desk.alert("upstream", TEXT);
        desk.awaitState(broadcast, "completed");
        String half = Instant.now().minusSeconds(1800).toString();
        String found = json("broadcastId=" + broadcast, "description=found in a log", "foundAt=" + half);
        desk.post("auditor", "/breaches", found, 403);
        String id = desk.post("approver", "/breaches", found, 201)
                .json()
                .at("/breachId")
                .asText();
        assertThat(onlyBreach().at("/secondsLeft").asLong()).isBetween(1700L, 1800L);
        String reported = json("reportedTo=北京市通信管理局", "reference=R-7");
        desk.post("auditor", "/breaches/" + id + "/report", reported, 403);
        JsonNode done = desk.post("operator", "/breaches/" + id + "/report", reported, 200)
                .json();
        assertThat(done.at("/overdue").asBoolean()).isFalse();
        assertThat(done.has("secondsLeft")).isFalse();
        assertThat(done.at("/reportedBy").asText()).isEqualTo("operator");
        assertThat(openAlarms()).isEmpty();
        desk.post("operator", "/breaches/" + id + "/report", reported, 409);
        desk.post("operator", "/breaches/999999/report", reported, 404);
        assertThat(desk.get("operator", "/breaches?open=true", 200).json()).isEmpty();
        assertThat(one("SELECT actor FROM audit WHERE action = 'breach-reported' AND subject = 'breach:" + id + "'"
                        + " ORDER BY audit_id DESC LIMIT 1"))
                .isEqualTo("operator");
    }

    @Test
    void afterTheHourItIsEscalated_once() {
        String broadcast = desk.alert("upstream", TEXT);
        desk.awaitState(broadcast, "completed");
        String id =
                found(broadcast, "a citizen called", 201).json().at("/breachId").asText();
        OffsetDateTime due = OffsetDateTime.parse(onlyBreach().at("/dueAt").asText());

        time.set(due.minusSeconds(3).toInstant());
        assertThat(openAlarms()).containsExactly("breach");
        await().until(() -> openAlarms().equals(List.of("breach", "breach-overdue")));
        assertThat(onlyBreach().at("/overdue").asBoolean()).isTrue();
        assertThat(onlyBreach().at("/secondsLeft").asLong()).isZero();
        JsonNode late = desk.post("operator", "/breaches/" + id + "/report", json("reportedTo=甲方"), 200)
                .json();
        assertThat(late.at("/overdue").asBoolean()).isTrue();
        assertThat(openAlarms()).isEmpty();
        assertThat(one("SELECT count(*)::text FROM audit WHERE action = 'breach-overdue' AND subject = 'breach:" + id
                        + "' AND detail ->> 'broadcastId' = '" + broadcast + "'"))
                .isEqualTo("1");
    }

    private Face.Answer found(String broadcast, String description, int status) {
        return desk.post(
                "operator", "/breaches", json("broadcastId=" + broadcast, "description=" + description), status);
    }

    private JsonNode onlyBreach() {
        await().untilAsserted(() -> assertThat(
                        desk.get("operator", "/breaches?open=true", 200).json())
                .hasSize(1));
        return desk.get("operator", "/breaches?open=true", 200).json().get(0);
    }

    private List<String> openAlarms() {
        return jdbc.sql("SELECT kind FROM alarm WHERE ended_at IS NULL ORDER BY alarm_id")
                .query(String.class)
                .list();
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
