package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.TermsDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract's terms as data: shown, changed by two people, added to by a tenth at most (C-26 to C-28). */
class QuotasIT extends HubIT {
    private TermsDesk desk;

    @BeforeEach
    void openDesk() {
        time.set(Instant.parse("2026-11-23T04:00:00Z"));
        desk = new TermsDesk(jdbc, face);
    }

    @AfterEach
    void putTheTermsBack() {
        desk.putTheTermsBack();
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
            assertThat(desk.put(account, desk.terms()).status()).as(account).isEqualTo(403);
        }
        assertThat(desk.put("auditor", desk.terms()).status()).isEqualTo(403);
    }

    @Test
    void addsATenthOfTheTotalAtMost_allSupplementsTogether() {
        assertThat(desk.put("approver", withSupplements(supplement("S-1", "targeted", "131000.01")))
                        .codes())
                .isEqualTo("supplements-above-a-tenth");
        assertThat(desk.put(
                                "approver",
                                withSupplements(
                                        supplement("S-1", "targeted", "100000.00"),
                                        supplement("S-2", "whole-network", "31000.01")))
                        .codes())
                .isEqualTo("supplements-above-a-tenth");

        desk.confirmed(desk.put(
                "approver",
                withSupplements(
                        supplement("S-1", "targeted", "100000.00"), supplement("S-2", "whole-network", "31000.00"))));

        JsonNode quotas = face.get("auditor", "/api/quotas").json();
        assertThat(quotas.at("/supplementsLeft").asText()).isEqualTo("0.00");
        assertThat(quotas.at("/targeted/ceiling").asText()).isEqualTo("190000.00");
        assertThat(quotas.at("/wholeNetwork/allowed").asLong())
                .as("31,000 yuan at 1,220,000 for 24,400,000")
                .isEqualTo(24_400_000 + 620_000);
        assertThat(desk.put(
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
        Face.Answer proposed = desk.put("approver", withSupplements(supplement("S-1", "targeted", "9000.00")));
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(ceiling()).isEqualTo("90000.00");
        assertThat(desk.put("admin", desk.terms()).codes()).isEqualTo("proposal-waiting");
        assertThat(desk.decide(proposed, "approver").codes()).isEqualTo("second-person-needed");
        assertThat(desk.decide(proposed, "operator").codes()).isEqualTo("role-may-not-confirm");
        assertThat(ceiling()).isEqualTo("90000.00");

        assertThat(desk.decide(proposed, "admin").status()).isEqualTo(200);
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
        ObjectNode seen = desk.terms();
        desk.confirmed(desk.put("approver", withSupplements(supplement("S-1", "targeted", "9000.00"))));
        assertThat(desk.put("approver", seen).codes()).isEqualTo("terms-stale");

        Face.Answer withoutSupplement = desk.put("approver", withSupplements());
        assertThat(withoutSupplement.status()).isEqualTo(202);
        jdbc.sql("UPDATE budget SET spent = 90000.30").update();
        assertThat(desk.decide(withoutSupplement, "admin").codes()).isEqualTo("budget-below-use");
        assertThat(ceiling()).isEqualTo("99000.00");
        jdbc.sql("UPDATE budget SET spent = 90000").update();
        assertThat(desk.decide(withoutSupplement, "admin").status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/quotas")
                        .json()
                        .at("/targeted/left")
                        .asText())
                .isEqualTo("0.00");
        jdbc.sql("UPDATE budget SET spent = 0").update();
    }

    private ObjectNode withSupplements(String... supplements) {
        return desk.terms().set("supplements", json("[" + String.join(",", supplements) + "]"));
    }

    private static String supplement(String reference, String kind, String amount) {
        return "{\"reference\": \"%s\", \"kind\": \"%s\", \"amount\": \"%s\"}".formatted(reference, kind, amount);
    }

    private String ceiling() {
        return face.get("auditor", "/api/quotas").json().at("/targeted/ceiling").asText();
    }
}
