package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was approved goes out as it was approved, or not at all (C-04). */
class ApprovedStaysIT extends HubIT {
    private static final String GROUP = "/api/groups/keepers?authorisationReference=A-1";

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(port, time);
        town.people(20);
    }

    @Test
    void nobodyChangesWhatAPermitStandsFor_notEvenTheHub() {
        String id = approvedForLater("\"wholeNetwork\": true");
        for (String change : List.of(
                "UPDATE broadcast SET text = '别的'",
                "UPDATE broadcast SET audience = '{\"wholeNetwork\": false}'",
                "UPDATE broadcast SET source_address = '1'",
                "UPDATE broadcast SET opt_out_override = true",
                "UPDATE broadcast SET content_hash = 'other'",
                "UPDATE permit SET not_before = NULL",
                "UPDATE permit SET expires_at = expires_at + interval '1 day'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("what was approved never changes (C-04): broadcast " + id);
        }
        assertThat(desk.state(id)).isEqualTo("deferred");
    }

    @Test
    void aGroupStaysAsItWasApproved_untilItsListIsMade() {
        assertThat(putGroup("8613800000001\n8613800000002\n")).isEqualTo(200);
        String id = approvedForLater("\"groups\": [\"keepers\"]");

        Face.Answer put = put("8613800000003\n");
        Desk.refused(409, "group-in-use", put);
        Desk.refused(
                409,
                "group-in-use",
                face.call("operator", "DELETE", "/api/groups/keepers", null, BodyPublishers.noBody()));
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM audience_group").update())
                .rootCause()
                .hasMessageContaining("an approved broadcast is for group keepers");

        Desk.ok(200, desk.post("operator", "/api/broadcasts/" + id + "/cancel", "{\"reason\": \"another group\"}"));
        assertThat(putGroup("8613800000003\n")).isEqualTo(200);
    }

    @Test
    void aPortThatSignsOtherwiseCarriesNothingThatWasApprovedBefore() {
        String id = approvedForLater("\"wholeNetwork\": true");
        String port = "whole-network-a";
        assertThat(mayCarry(id, port)).isTrue();
        jdbc.sql("UPDATE port SET signature_by = 'carrier' WHERE port = '" + port + "'")
                .update();
        try {
            assertThat(mayCarry(id, port)).isFalse();
            assertThat(openAlarms()).contains("port-signature-changed port:" + port);
        } finally {
            jdbc.sql("UPDATE port SET signature_by = 'hub' WHERE port = '" + port + "'")
                    .update();
        }
        assertThat(mayCarry(id, port)).isTrue();
        assertThat(openAlarms()).doesNotContain("port-signature-changed port:" + port);
    }

    private String approvedForLater(String audience) {
        Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
        Face.Answer answer = desk.post(
                "drafter",
                "/api/alerts",
                """
                {"identifier": "STAYS-%d", "sender": "11000041600000", "sent": "%s", "status": "Actual", "msgType": "Alert",
                 "scope": "Public", "severity": "Moderate", "eventType": "11B06", "authorisationReference": "A-1",
                 "approvalReference": "R-1", "sendAfter": "%s",
                 "smsText": "市气象台15时发布大风黄色预警信号：预计房山区有6级阵风，请注意防范。", "audience": {%s}}"""
                        .formatted(System.nanoTime(), now, now.plusSeconds(600), audience));
        String id = Desk.ok(202, answer).at("/broadcasts/0/id").asText();
        desk.approve(id);
        await().until(() -> desk.state(id).equals("deferred"));
        return id;
    }

    private Face.Answer put(String numbers) {
        return face.call("operator", "PUT", GROUP, "text/csv", BodyPublishers.ofString(numbers));
    }

    private int putGroup(String numbers) {
        return put(numbers).status();
    }

    private boolean mayCarry(String id, String port) {
        return jdbc.sql("SELECT may_carry(" + id + ", '" + port + "')")
                .query(Boolean.class)
                .single();
    }

    private List<String> openAlarms() {
        return jdbc.sql("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL")
                .query(String.class)
                .list();
    }
}
