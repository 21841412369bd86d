package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.PreviewedTown.PREVIEW;
import static cn.gulou.hub.flow.PreviewedTown.alert;
import static cn.gulou.hub.flow.PreviewedTown.broadcast;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview says when an alert would go: by the window, its grants and the reserved periods. */
class PreviewWindowIT extends HubIT {
    private List<String> grants;

    @BeforeEach
    void town() {
        grants = jdbc.sql("SELECT reference FROM send_grant WHERE valid_until > now()")
                .query(String.class)
                .list();
        new PreviewedTown(jdbc, sealing, town, face).settle();
    }

    @AfterEach
    void giveGrantsBack() {
        grants(true);
    }

    @Test
    void saysUntilWhenTheWindowHoldsIt_andThatItWouldBeTooLate() {
        grants(false);
        time.set(Instant.parse("2026-12-01T10:00:00Z"));
        JsonNode planned = broadcast(face.post(
                "upstream",
                PREVIEW,
                alert("Red", "\"wholeNetwork\": true", "\"finishBy\": \"2026-12-01T20:00:00+08:00\",")));

        assertThat(planned.path("state").asText()).isEqualTo("deferred");
        assertThat(planned.path("heldUntil").asText()).startsWith("2026-12-02T08:30:00");
        assertThat(planned.path("estimatedEnd").asText()).startsWith("2026-12-02T08:30:0");
        assertThat(planned.path("meetsFinishBy").asBoolean(true)).isFalse();
    }

    @Test
    void heedsTheScopeOfAGrant_andAReservedPeriod() {
        grants(false);
        time.set(Instant.parse("2026-12-01T10:00:00Z"));
        jdbc.sql("INSERT INTO send_grant (valid_from, valid_until, reference, granted_by, colour)"
                        + " VALUES ('2026-12-01', '2026-12-02T10:00Z', :reference, 'test', 'red')")
                .param("reference", "PREVIEW-" + System.nanoTime())
                .update();
        assertThat(held("Red")).isEmpty();
        assertThat(held("Blue")).startsWith("2026-12-02T08:30:00");

        jdbc.sql(
                        "INSERT INTO guarantee_period (name, reference, valid_from, valid_until, ends_at, reserved_for, proposed_by,"
                                + " confirmed_by) VALUES ('p', 'P', '2026-12-01', '2026-12-02T04:00Z', '2026-12-02T04:00Z', '{drafter}', 'a', 'b')")
                .update();
        assertThat(held("Red")).startsWith("2026-12-02T12:00:00");
    }

    private String held(String severity) {
        JsonNode planned = broadcast(face.post("upstream", PREVIEW, alert(severity, "\"wholeNetwork\": true", "")));
        return planned.path("heldUntil").isNull()
                ? ""
                : planned.path("heldUntil").asText();
    }

    private void grants(boolean there) {
        jdbc.sql(
                        "UPDATE send_grant SET valid_until = CASE WHEN :there THEN '9999-12-31' ELSE valid_from + interval '1 second' END WHERE reference = ANY (:all::text[])")
                .param("there", there)
                .param("all", grants.toArray(String[]::new))
                .update();
    }
}
