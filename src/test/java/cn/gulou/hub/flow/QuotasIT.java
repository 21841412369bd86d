package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's terms as data: shown, changed by two people, added to by a tenth at most (C-26 to C-28). */
class QuotasIT extends HubIT {
    private static final String CONFIRM = "{\"decision\": \"confirm\"}";

    @BeforeEach
    void face() {
        time.set(Instant.parse("2026-11-23T04:00:00Z"));
    }

    @AfterEach
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
        assertThat(moneyBroken()).isEmpty();
    }

    @Test
    void showsWhatTheContractSays_toThoseItConcerns() {
        for (String account : List.of("approver", "auditor", "admin")) {
            JsonNode quotas = face.get(account, "/api/quotas").json();
            assertThat(quotas.at("/contract/from").asText()).isEqualTo("2026-06-18");
            assertThat(quotas.at("/contract/until").asText()).isEqualTo("2027-06-17");
            assertThat(quotas.at("/contract/total").asText()).isEqualTo("1310000.00");
            assertThat(quotas.at("/contract/payments").toString()).isEqualTo("[60,20,20]");
            assertThat(quotas.at("/supplementsLeft").asText()).isEqualTo("131000.00");
            assertThat(quotas.at("/wholeNetwork/allowed").asLong()).isEqualTo(24_400_000);
            assertThat(quotas.at("/visitors/allowed").asLong()).isEqualTo(3_010_000);
            assertThat(quotas.at("/targeted/ceiling").asText()).isEqualTo("90000.00");
            assertThat(quotas.at("/targeted/price").asText()).isEqualTo("0.30");
            assertThat(quotas.at("/targeted/segmentsLeft").asLong()).isEqualTo(300_000);
        }
        for (String account : List.of("upstream", "drafter", "operator", "engineer")) {
            assertThat(face.get(account, "/api/quotas").status()).as(account).isEqualTo(403);
            assertThat(put(account, terms()).status()).as(account).isEqualTo(403);
        }
        assertThat(put("auditor", terms()).status()).isEqualTo(403);
    }

    @Test
    void findsTheYearThatADayIsIn() {
        assertThat(face.get("auditor", "/api/quotas?on=2026-06-18").status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/quotas?on=2027-06-17").status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/quotas?on=2026-06-17").codes()).isEqualTo("no-contract");
        assertThat(face.get("auditor", "/api/quotas?on=2027-06-18").status()).isEqualTo(404);
        assertThat(face.get("auditor", "/api/quotas?on=2026-02-30").status()).isEqualTo(400);
    }

    @Test
    void addsATenthOfTheTotalAtMost_allSupplementsTogether() {
        assertThat(put("approver", withSupplements(supplement("S-1", "targeted", "131000.01")))
                        .codes())
                .isEqualTo("supplements-above-a-tenth");
        assertThat(put(
                                "approver",
                                withSupplements(
                                        supplement("S-1", "targeted", "100000.00"),
                                        supplement("S-2", "whole-network", "31000.01")))
                        .codes())
                .isEqualTo("supplements-above-a-tenth");

        confirmed(put(
                "approver",
                withSupplements(
                        supplement("S-1", "targeted", "100000.00"), supplement("S-2", "whole-network", "31000.00"))));

        JsonNode quotas = face.get("auditor", "/api/quotas").json();
        assertThat(quotas.at("/supplementsLeft").asText()).isEqualTo("0.00");
        assertThat(quotas.at("/targeted/ceiling").asText()).isEqualTo("190000.00");
        assertThat(quotas.at("/wholeNetwork/allowed").asLong())
                .as("31,000 yuan at 1,220,000 for 24,400,000")
                .isEqualTo(24_400_000 + 620_000);
        assertThat(put(
                                "approver",
                                withSupplements(
                                        supplement("S-1", "targeted", "100000.00"),
                                        supplement("S-2", "whole-network", "31000.00"),
                                        supplement("S-3", "targeted", "0.01")))
                        .codes())
                .isEqualTo("supplements-above-a-tenth");
    }

    @Test
    void holdsOnlyOnceAnotherPersonHasConfirmed() {
        Face.Answer proposed = put("approver", withSupplements(supplement("S-1", "targeted", "9000.00")));
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(ceiling()).isEqualTo("90000.00");
        assertThat(put("admin", terms()).codes()).isEqualTo("proposal-waiting");
        assertThat(decide(proposed, "approver").codes()).isEqualTo("second-person-needed");
        assertThat(decide(proposed, "operator").codes()).isEqualTo("role-may-not-confirm");
        assertThat(ceiling()).isEqualTo("90000.00");

        assertThat(decide(proposed, "admin").status()).isEqualTo(200);
        assertThat(ceiling()).isEqualTo("99000.00");
        assertThat(jdbc.sql(
                                """
                                SELECT actor || ' ' || action FROM audit WHERE subject = 'contract:1'
                                ORDER BY audit_id DESC LIMIT 3""")
                        .query(String.class)
                        .list())
                .containsExactly("admin confirmed", "admin terms-changed", "approver proposed");
    }

    @Test
    void doesNotOverwriteWhatAnotherHasChanged_norGoBelowWhatIsUsed() {
        ObjectNode seen = terms();
        confirmed(put("approver", withSupplements(supplement("S-1", "targeted", "9000.00"))));
        assertThat(put("approver", seen).codes()).isEqualTo("terms-stale");

        Face.Answer withoutSupplement = put("approver", withSupplements());
        assertThat(withoutSupplement.status()).isEqualTo(202);
        jdbc.sql("UPDATE budget SET spent = 90000.30").update();
        assertThat(decide(withoutSupplement, "admin").codes()).isEqualTo("budget-below-use");
        assertThat(ceiling()).isEqualTo("99000.00");
        jdbc.sql("UPDATE budget SET spent = 90000").update();
        assertThat(decide(withoutSupplement, "admin").status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/quotas")
                        .json()
                        .at("/targeted/left")
                        .asText())
                .isEqualTo("0.00");
        jdbc.sql("UPDATE budget SET spent = 0").update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/total             | ~1310000.01~ | total-not-the-sum",
                "/until             | ~2026-06-17~ | year-not-forward",
                "/targeted/price    | ~0.00~       | price-not-positive",
                "/payments          | [60, 20, 21]  | payments-not-whole",
                "/wholeNetwork/visitorSegments | 24400001 | visitors-above-all"
            })
    void refusesWhatContradictsItself(String where, String value, String code) {
        assertThat(put("approver", with(where, value)).codes()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/total             | 1310000",
                "/total             | ~-1~",
                "/total             | ~1310000.001~",
                "/targeted/price    | ~1e3~",
                "/targeted/chargeOn | ~never~",
                "/payments          | []",
                "/from              | ~18.06.2026~",
                "/wholeNetwork/segments | 2.5"
            })
    void refusesWhatIsNoAmount(String where, String value) {
        Face.Answer answer = put("approver", with(where, value));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    }

    @Test
    void takesAnotherYear_thatOverlapsNone() {
        ObjectNode next = terms();
        next.remove("contractId");
        next.remove("version");
        assertThat(put("admin", next).codes()).isEqualTo("years-overlap");

        next.put("from", "2027-06-18").put("until", "2028-06-17");
        confirmed(put("approver", next));

        assertThat(face.get("auditor", "/api/quotas?on=2027-06-18")
                        .json()
                        .at("/targeted/segmentsLeft")
                        .asLong())
                .isEqualTo(300_000);
    }

    @Test
    void saysWhyItNeedsAReason() {
        Face.Answer answer = face.call(
                "approver",
                "PUT",
                "/api/quotas",
                "application/json",
                BodyPublishers.ofString("{\"terms\": " + terms() + ", \"reason\": \" \"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.codes()).isEqualTo("reason-missing");
    }

    private ObjectNode terms() {
        return (ObjectNode)
                face.get("auditor", "/api/quotas?on=2026-11-23").json().get("contract");
    }

    /** @param value JSON, ~ for its quotation marks */
    private ObjectNode with(String where, String value) {
        ObjectNode terms = terms();
        int slash = where.lastIndexOf('/');
        ObjectNode parent = slash == 0 ? terms : (ObjectNode) terms.at(where.substring(0, slash));
        parent.set(where.substring(slash + 1), json(value.replace('~', '"')));
        return terms;
    }

    private ObjectNode withSupplements(String... supplements) {
        return terms().set("supplements", json("[" + String.join(",", supplements) + "]"));
    }

    private static String supplement(String reference, String kind, String amount) {
        return "{\"reference\": \"%s\", \"kind\": \"%s\", \"amount\": \"%s\"}".formatted(reference, kind, amount);
    }

    private static JsonNode json(String text) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private Face.Answer put(String account, ObjectNode terms) {
        return face.call(
                account,
                "PUT",
                "/api/quotas",
                "application/json",
                BodyPublishers.ofString("{\"terms\": " + terms + ", \"reason\": \"as agreed\"}"));
    }

    private Face.Answer decide(Face.Answer proposed, String account) {
        String id = proposed.json().at("/proposalId").asText();
        return face.post(account, "/api/proposals/" + id + "/decision", CONFIRM);
    }

    private void confirmed(Face.Answer proposed) {
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        Face.Answer confirmed = decide(proposed, "admin");
        assertThat(confirmed.status()).as(confirmed.response().body()).isEqualTo(200);
    }

    private String ceiling() {
        return face.get("auditor", "/api/quotas").json().at("/targeted/ceiling").asText();
    }
}
