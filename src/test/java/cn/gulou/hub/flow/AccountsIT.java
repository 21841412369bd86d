package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.AccountDesk.ID_NUMBER;
import static cn.gulou.hub.flow.AccountDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real-name accounts over HTTP: opened on two people's word, each for one person whom nobody is shown (C-43). */
class AccountsIT extends HubIT {
    private static final String OWN = "a password of my own";
    private static final String OTHER_ID_NUMBER = NamedAccounts.ANOTHER;

    private AccountDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new AccountDesk(jdbc, face);
    }

    @AfterEach
    void forgetTheOpened() {
        desk.forgetTheOpened();
    }

    @Test
    void isOpenedByTwo_andItsOwnerChoosesThePasswordBeforeAnythingElse() {
        Face.Answer proposed = face.post("admin", "/api/accounts", wanted("duty-1", "operator", ID_NUMBER));
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        refused(409, "second-person-needed", desk.decide(proposed, "admin"));
        refused(403, "role-may-not-confirm", desk.decide(proposed, "operator"));

        Face.Answer opened = desk.decide(proposed, "approver");
        String first = opened.json().at("/result/firstPassword").asText();
        refused(403, "password-first", desk.as("duty-1", first, "GET", "/api/grants", null));
        refused(
                422,
                "password-weak",
                desk.as("duty-1", first, "POST", "/api/own-password", "{\"password\": \"short\"}"));
        refused(422, "password-weak", choose("duty-1", first, "my duty-1 password"));
        refused(422, "password-weak", choose("duty-1", first, first));
        assertThat(choose("duty-1", first, OWN).status()).isEqualTo(200);

        assertThat(desk.as("duty-1", first, "GET", "/api/grants", null).status())
                .isEqualTo(401);
        assertThat(desk.as("duty-1", OWN, "GET", "/api/grants", null).status()).isEqualTo(200);
        assertThat(trail("account:duty-1"))
                .containsExactly("admin proposed", "approver opened", "approver confirmed", "duty-1 password-chosen");
        refused(409, "account-taken", face.post("admin", "/api/accounts", wanted("duty-1", "operator", ID_NUMBER)));
    }

    @Test
    void showsNobodyWhoThePersonIs() {
        desk.open("seen-by-many", "operator", ID_NUMBER);

        String listed = face.get("auditor", "/api/accounts").response().body();
        String proposals =
                face.get("auditor", "/api/proposals?state=decided").response().body();
        assertThat(listed).contains("测*", "138****0001", "990***********0016", "\"origin\":\"settings\"");
        assertThat(listed + proposals)
                .doesNotContain("测试甲", "8613800000001", ID_NUMBER, "sealed", "firstPassword\":\"");
        assertThat(jdbc.sql("SELECT string_agg(p::text, '') FROM proposal p")
                        .query(String.class)
                        .single())
                .doesNotContain("测试甲", "8613800000001", ID_NUMBER);
        assertThat(trail("accounts")).contains("auditor accounts-read");
        assertThat(face.get("operator", "/api/accounts").status()).isEqualTo(403);
    }

    @Test
    void twoAccountsOfOnePersonAreOnePerson() {
        String first = desk.open("one-drafter", "drafter", ID_NUMBER);
        String second = desk.open("one-approver", "approver", ID_NUMBER);
        String third = desk.open("another", "approver", OTHER_ID_NUMBER);
        Face.Answer proposed = desk.as("one-drafter", first, "POST", "/api/grants", grant());

        refused(409, "second-person-needed", desk.decide(proposed, "one-approver", second));
        assertThat(desk.decide(proposed, "another", third).status()).isEqualTo(200);
        jdbc.sql("DELETE FROM send_grant WHERE reference LIKE 'ACCOUNTS-%'").update();
    }

    @Test
    void nobodyConfirmsAnAccountOfTheirOwn() {
        String own = desk.open("one-approver", "approver", ID_NUMBER);
        Face.Answer proposed = face.post("admin", "/api/accounts", wanted("one-more", "operator", ID_NUMBER));

        refused(409, "own-account", desk.decide(proposed, "one-approver", own));
        assertThat(desk.decide(proposed, "approver").status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoPerson_noRoleOrNoDepartment() {
        Face.Answer nobody = face.post(
                "admin",
                "/api/accounts",
                wanted("x", "operator", "990000190001010017").replace("13800000001", "1380"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.codes()).isEqualTo("not-a-number id-number-wrong");
        assertThat(nobody.response().body()).doesNotContain("990000190001010017");
        refused(
                422,
                "source-unlisted",
                face.post(
                        "admin",
                        "/api/accounts",
                        wanted("x", "drafter", ID_NUMBER)
                                .replace("\"department\": \"drafter\"", "\"department\": \"unlisted\"")));
        refused(
                422,
                "address-malformed",
                face.post(
                        "admin",
                        "/api/accounts",
                        wanted("x", "operator", ID_NUMBER)
                                .replace("\"addresses\": []", "\"addresses\": [\"10.1.2.999\"]")));
        assertThat(face.post("admin", "/api/accounts", wanted("x", "newcomer", ID_NUMBER))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void leavesTheSettingsAccountsAlone_andNobodyElseOpensOne() {
        refused(409, "account-in-settings", desk.put("operator", "{\"party\": \"A\", \"reason\": \"no\"}"));
        refused(404, "account-unknown", desk.put("nobody-at-all", "{\"party\": \"A\", \"reason\": \"no\"}"));
        refused(
                409,
                "password-in-settings",
                face.post("operator", "/api/own-password", "{\"password\": \"" + OWN + "\"}"));
        assertThat(face.post("operator", "/api/accounts", wanted("x", "operator", ID_NUMBER))
                        .status())
                .isEqualTo(403);
    }

    private static String wanted(String account, String roles, String idNumber) {
        return NamedAccounts.wanted(account, roles, "B", idNumber);
    }

    private static String grant() {
        return """
                {"kind": "drill", "validFrom": "%s", "validUntil": "%s", "reference": "ACCOUNTS-%d"}"""
                .formatted(Instant.now(), Instant.now().plusSeconds(60), System.nanoTime());
    }

    private Face.Answer choose(String account, String password, String wanted) {
        return desk.as(account, password, "POST", "/api/own-password", "{\"password\": \"" + wanted + "\"}");
    }

    private List<String> trail(String subject) {
        return jdbc.sql("SELECT actor || ' ' || action FROM audit WHERE subject = :subject ORDER BY audit_id")
                .param("subject", subject)
                .query(String.class)
                .list();
    }
}
