package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contract's terms as the people who may change them see them, propose them and confirm them. */
final class TermsDesk {
    private static final String CONFIRM = "{\"decision\": \"confirm\"}";

    private final JdbcClient jdbc;
    private final Face face;

    TermsDesk(JdbcClient jdbc, Face face) {
        this.jdbc = jdbc;
        this.face = face;
    }

    /** The terms of the settings, with nothing used. */
    void putTheTermsBack() {
        jdbc.sql("DELETE FROM supplement").update();
        jdbc.sql("DELETE FROM budget WHERE contract_id > 1").update();
        jdbc.sql("DELETE FROM contract WHERE contract_id > 1").update();
        jdbc.sql(
                        """
                        UPDATE contract SET year_from = '2026-06-18', year_until = '2027-06-17', total = 1310000,
                            whole_network_total = 1220000, targeted_total = 90000, targeted_price = 0.30, version = 1""")
                .update();
        jdbc.sql("UPDATE budget SET reserved = 0, spent = 0, ceiling = 90000").update();
    }

    ObjectNode terms() {
        return (ObjectNode)
                face.get("auditor", "/api/quotas?on=2026-11-23").json().get("contract");
    }

    static JsonNode json(String text) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    Face.Answer put(String account, ObjectNode terms) {
        return face.call(
                account,
                "PUT",
                "/api/quotas",
                "application/json",
                BodyPublishers.ofString("{\"terms\": " + terms + ", \"reason\": \"as agreed\"}"));
    }

    Face.Answer decide(Face.Answer proposed, String account) {
        String id = proposed.json().at("/proposalId").asText();
        return face.post(account, "/api/proposals/" + id + "/decision", CONFIRM);
    }

    void confirmed(Face.Answer proposed) {
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        Face.Answer confirmed = decide(proposed, "admin");
        assertThat(confirmed.status()).as(confirmed.response().body()).isEqualTo(200);
    }
}
