package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.PreviewedTown.PREVIEW;
import static cn.gulou.hub.flow.PreviewedTown.alert;
import static cn.gulou.hub.flow.PreviewedTown.broadcast;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview leaves no trace but who asked, and tells nothing about one person. */
class PreviewTraceIT extends HubIT {
    private PreviewedTown districts;

    @BeforeEach
    void town() {
        districts = new PreviewedTown(jdbc, sealing, town, face);
        districts.settle();
    }

    @Test
    void leavesNoTrace_whateverItAnswers() {
        List<String> bodies = List.of(
                alert("Red", "\"wholeNetwork\": true", ""),
                alert("Blue", "\"numbers\": [\"8613800000001\"]", ""),
                alert("Blue", "\"geocodes\": [\"110105\"]", ""),
                alert("Blue", "", ""),
                alert("Blue", "\"wholeNetwork\": true", "\"kind\": \"targeted\","),
                "{\"identifier\":",
                alert(
                        "Blue",
                        "\"wholeNetwork\": true",
                        "\"finishBy\": \"2020-01-01T00:00:00+08:00\", \"sendAfter\": \"2021-01-01T00:00:00+08:00\","));
        Map<String, Long> before = rows();
        bodies.forEach(
                body -> assertThat(face.post("drafter", PREVIEW, body).status()).isIn(200, 400, 422));
        assertThat(face.post("drafter", PREVIEW, "").status()).isIn(400, 415);

        assertThat(rows()).isEqualTo(before);
        Boolean queued = jms.browse(
                "hub.accepted", (session, browser) -> browser.getEnumeration().hasMoreElements());
        assertThat(queued).isFalse();
    }

    @Test
    void tellsNothingAboutOnePerson_butToWhoeverKeepsTheRegister_andIsOnRecord() {
        long before = districts.number("SELECT count(*) FROM audit WHERE action = 'previewed'");
        String declined = alert("Blue", "\"numbers\": [\"8613800000003\"]", "\"authorisationReference\": \"A\",");
        String other = alert("Blue", "\"numbers\": [\"8613800009999\"]", "\"authorisationReference\": \"A\",");
        JsonNode one = broadcast(face.post("drafter", PREVIEW, declined));
        assertThat(one.path("recipients"))
                .isEqualTo(broadcast(face.post("drafter", PREVIEW, other)).path("recipients"));
        assertThat(one.at("/recipients/recipients").asInt()).isEqualTo(1);
        assertThat(one.at("/recipients/optedOut").isNull()).isTrue();
        assertThat(one.at("/recipients/atMost").asBoolean()).isTrue();
        assertThat(broadcast(districts.asTheRegistersKeeper(declined))
                        .at("/recipients/optedOut")
                        .asInt())
                .isEqualTo(1);

        List<String> asked = jdbc.sql(
                        "SELECT actor || ' ' || (detail ->> 'numbers') || ' ' || length(detail ->> 'content') FROM audit"
                                + " WHERE action = 'previewed' ORDER BY audit_id OFFSET :before")
                .param("before", before)
                .query(String.class)
                .list();
        assertThat(asked).hasSize(3).startsWith("drafter 1 32", "drafter 1 32");
    }

    /** Rows of every table; those that the hub's own watch adds to meanwhile are not the preview's. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        jdbc.sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " AND relname NOT IN ('flyway_schema_history', 'alarm', 'alarm_word', 'audit', 'audit_head')"
                        + " ORDER BY relname")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(table, districts.number("SELECT count(*) FROM " + table)));
        rows.put(
                "audit",
                districts.number(
                        "SELECT count(*) FROM audit WHERE action NOT LIKE 'alarm-%' AND action <> 'previewed'"));
        return rows;
    }
}
