package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;

/** Opens real-name accounts as two people do, and chooses their passwords as their owners do. */
final class NamedAccounts {
    /** Invented, of no district there is; the last character checks the others. */
    static final String ONE = "990000190001010016";

    static final String ANOTHER = "990000190001010024";

    private final Face face;

    NamedAccounts(Face face) {
        this.face = face;
    }

    /** Answers the password. */
    String open(String account, String role, String party, String idNumber) {
        return open(account, wanted(account, role, party, idNumber), idNumber);
    }

    /** The same with the sending rights of the centre's machine. */
    String openInUpstream(String account, String role, String idNumber) {
        String wanted = wanted(account, role, "A", idNumber)
                .replace("\"department\": \"drafter\"", "\"department\": \"upstream\"");
        return open(account, wanted, idNumber);
    }

    private String open(String account, String wanted, String idNumber) {
        Face.Answer proposed = face.post("admin", "/api/accounts", wanted);
        String id = proposed.json().at("/proposalId").asText();
        Face.Answer opened = face.post("approver", "/api/proposals/" + id + "/decision", "{\"decision\": \"confirm\"}");
        assertThat(opened.status()).as(opened.response().body()).isEqualTo(200);
        String own = "chosen by its owner " + idNumber.hashCode();
        Face.Answer chosen = face.call(
                account,
                opened.json().at("/result/firstPassword").asText(),
                "POST",
                "/api/own-password",
                "application/json",
                BodyPublishers.ofString("{\"password\": \"" + own + "\"}"));
        assertThat(chosen.status()).as(chosen.response().body()).isEqualTo(200);
        return own;
    }

    /** With the sending rights of the demo's drafter, whom a setting lists as a source. */
    static String wanted(String account, String role, String party, String idNumber) {
        return """
                {"account": "%s", "roles": ["%s"], "department": "drafter", "party": "%s", "addresses": [],
                 "person": {"name": "测试甲", "mobile": "13800000001", "idNumber": "%s"}, "reason": "new on duty"}"""
                .formatted(account, role, party, idNumber);
    }
}
