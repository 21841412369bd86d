package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.TermsDesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which terms a contract may have: none that contradict themselves, a year of its own, for a reason (C-28). */
class ContractTermsIT extends HubIT {
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
    void findsTheYearThatADayIsIn() {
        assertThat(face.get("auditor", "/api/quotas?on=2026-06-18").status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/quotas?on=2027-06-17").status()).isEqualTo(200);
        assertThat(face.get("auditor", "/api/quotas?on=2026-06-17").codes()).isEqualTo("no-contract");
        assertThat(face.get("auditor", "/api/quotas?on=2027-06-18").status()).isEqualTo(404);
        assertThat(face.get("auditor", "/api/quotas?on=2026-02-30").status()).isEqualTo(400);
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
        assertThat(desk.put("approver", with(where, value)).codes()).isEqualTo(code);
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
        Face.Answer answer = desk.put("approver", with(where, value));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    }

    @Test
    void takesAnotherYear_thatOverlapsNone() {
        ObjectNode next = desk.terms();
        next.remove("contractId");
        next.remove("version");
        assertThat(desk.put("admin", next).codes()).isEqualTo("years-overlap");

        next.put("from", "2027-06-18").put("until", "2028-06-17");
        desk.confirmed(desk.put("approver", next));

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
                BodyPublishers.ofString("{\"terms\": " + desk.terms() + ", \"reason\": \" \"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.codes()).isEqualTo("reason-missing");
    }

    /** @param value JSON, ~ for its quotation marks */
    private ObjectNode with(String where, String value) {
        ObjectNode terms = desk.terms();
        int slash = where.lastIndexOf('/');
        ObjectNode parent = slash == 0 ? terms : (ObjectNode) terms.at(where.substring(0, slash));
        parent.set(where.substring(slash + 1), json(value.replace('~', '"')));
        return terms;
    }
}
