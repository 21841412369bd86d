package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders about real-name accounts as two people give them, and calls as the accounts' owners make them. */
final class AccountDesk {
    static final String ID_NUMBER = NamedAccounts.ONE;

    private static final String CONFIRM = "{\"decision\": \"confirm\"}";

    private final JdbcClient jdbc;
    private final Face face;

    AccountDesk(JdbcClient jdbc, Face face) {
        this.jdbc = jdbc;
        this.face = face;
    }

    void forgetTheOpened() {
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    String open(String account, String roles, String idNumber) {
        return new NamedAccounts(face).open(account, roles, "B", idNumber);
    }

    Face.Answer put(String account, String body) {
        return face.call("admin", "PUT", "/api/accounts/" + account, "application/json", BodyPublishers.ofString(body));
    }

    Face.Answer as(String account, String password, String method, String path, String body) {
        return body == null
                ? face.call(account, password, method, path, null, BodyPublishers.noBody())
                : face.call(account, password, method, path, "application/json", BodyPublishers.ofString(body));
    }

    Face.Answer decide(Face.Answer proposed, String account) {
        return decide(proposed, account, account + "-demo");
    }

    Face.Answer decide(Face.Answer proposed, String account, String password) {
        String id = proposed.json().at("/proposalId").asText();
        return as(account, password, "POST", "/api/proposals/" + id + "/decision", CONFIRM);
    }

    static void refused(int status, String code, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.codes()).isEqualTo(code);
    }
}
