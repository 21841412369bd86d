package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Desk.beijing;
import static cn.gulou.hub.flow.SendWindow.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The send window on a port at work (C-11): what is under way stops at 17:30 and goes on at 08:30. */
class WindowIT extends HubIT {
    private Desk desk;
    private SendWindow window;

    @AfterEach
    void keepsWhatMustHold() {
        assertThat(invariantsBroken()).isEmpty();
    }

    @BeforeEach
    void noGrant() {
        window = new SendWindow(jdbc);
        window.noGrant();
        desk = new Desk(port, time);
    }

    @AfterEach
    void demoGrantAgain() {
        window.demoGrantAgain();
    }

    @Test
    void standsStillFromHalfPastFive_andGoesOnAtHalfPastEight() {
        town.people(PEOPLE);
        time.set(beijing("17:29:56"));
        String id = desk.alert("upstream", "Moderate", "");
        await().until(() -> smsc.counts().total().accepted() > 200);

        await().until(() -> !time.instant().isBefore(beijing("17:30:01")));
        long atClosing = smsc.counts().total().accepted();
        await().during(Duration.ofSeconds(2)).until(() -> smsc.counts().total().accepted() == atClosing);
        assertThat(atClosing).isLessThan(PEOPLE);
        assertThat(window.claimed("max", "true")).isBefore(beijing("17:30:00"));
        assertThat(count("INTENT")).isZero();
        saysThatItWaitsUntilTomorrow(id);

        Instant opens = beijing("08:30").plus(Duration.ofDays(1));
        time.set(opens.minusSeconds(2));
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.state(id).equals("completed"));
        Instant first = window.claimed("min", "claimed_at > '2026-12-02'");
        assertThat(first).isBetween(opens, opens.plusSeconds(5));
        assertThat(smsc.counts().total().accepted()).isEqualTo(PEOPLE);
        assertThat(smsc.counts().total().doubled()).isZero();
        System.out.printf(
                "WINDOW sent-before-closing=%d first-claim-after-opening=%s%n",
                atClosing, Duration.between(opens, first));
    }

    private void saysThatItWaitsUntilTomorrow(String id) {
        JsonNode held = desk.broadcast(id);
        assertThat(held.at("/state").asText()).isEqualTo("sending");
        assertThat(held.at("/permitRefusal/code").asText()).isEqualTo("outside-window");
        assertThat(held.at("/permitRefusal/zh").asText()).contains("C-11");
        assertThat(held.at("/heldUntil").asText()).isEqualTo("2026-12-02T08:30:00+08:00");
        assertThat(listed(id).at("/heldUntil").asText()).isEqualTo("2026-12-02T08:30:00+08:00");
    }

    @Test
    void beginsWithinFiveSecondsOfOpening_whatWasDeferredAtNight() {
        town.people(20);
        time.set(beijing("03:00"));
        String id = desk.alert("upstream", "Minor", "");
        desk.awaitState(id, "deferred");
        JsonNode deferred = listed(id);
        assertThat(deferred.at("/reasons/0/code").asText()).isEqualTo("outside-window");
        assertThat(deferred.at("/heldUntil").asText()).isEqualTo("2026-12-01T08:30:00+08:00");

        time.set(beijing("08:29:58"));
        desk.awaitBegun(id);
        desk.awaitState(id, "completed");
        assertThat(window.claimed("min", "true")).isBetween(beijing("08:30"), beijing("08:30:05"));
    }

    @Test
    void doesNotBegin_whenItExpiresBeforeTheWindowOpens() {
        town.people(20);
        time.set(beijing("20:00"));
        String id = desk.alert("upstream", "Minor", "\"expires\": \"2026-12-02T06:00:00+08:00\",");
        desk.awaitState(id, "deferred");
        assertThat(desk.broadcast(id).at("/heldUntil").isNull()).isTrue();
        time.set(beijing("08:31").plus(Duration.ofDays(1)));
        desk.awaitState(id, "expired");
        assertThat(smsc.counts().total().accepted()).isZero();
    }

    private JsonNode listed(String id) {
        for (JsonNode item : desk.get("operator", "/api/broadcasts").json().at("/items")) {
            if (item.at("/broadcastId").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("not listed: " + id);
    }

    private int count(String state) {
        return jdbc.sql("SELECT count(*) FROM submission WHERE state = CAST(:state AS submission_state)")
                .param("state", state)
                .query(Integer.class)
                .single();
    }
}
