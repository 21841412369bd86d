package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real-name accounts over HTTP: opened, changed and closed on two people's word (C-43). */
class AccountsIT extends HubIT {
    private static final String CONFIRM = "{\"decision\": \"confirm\"}";
    private static final String OWN = "a password of my own";
    private static final String ID_NUMBER = "990000190001010016";
    private static final String OTHER_ID_NUMBER = "990000190001010024";

    @AfterEach
    void forgetTheOpened() {
        jdbc.sql("DELETE FROM account WHERE origin = 'opened'").update();
    }

    @Test
    void isOpenedByTwo_andItsOwnerChoosesThePasswordBeforeAnythingElse() {
        Face.Answer proposed = face.post("admin", "/api/accounts", wanted("duty-1", "operator", ID_NUMBER));
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        refused(409, "second-person-needed", decide(proposed, "admin"));
        refused(403, "role-may-not-confirm", decide(proposed, "operator"));

        Face.Answer opened = decide(proposed, "approver");
        String first = opened.json().at("/result/firstPassword").asText();
        refused(403, "password-first", as("duty-1", first, "GET", "/api/grants", null));
        refused(422, "password-weak", as("duty-1", first, "POST", "/api/own-password", "{\"password\": \"short\"}"));
        refused(422, "password-weak", choose("duty-1", first, "my duty-1 password"));
        refused(422, "password-weak", choose("duty-1", first, first));
        assertThat(choose("duty-1", first, OWN).status()).isEqualTo(200);

        assertThat(as("duty-1", first, "GET", "/api/grants", null).status()).isEqualTo(401);
        assertThat(as("duty-1", OWN, "GET", "/api/grants", null).status()).isEqualTo(200);
        assertThat(trail("account:duty-1"))
                .containsExactly("admin proposed", "approver opened", "approver confirmed", "duty-1 password-chosen");
        refused(409, "account-taken", face.post("admin", "/api/accounts", wanted("duty-1", "operator", ID_NUMBER)));
    }

    @Test
    void showsNobodyWhoThePersonIs() {
        open("seen-by-many", "operator", ID_NUMBER);

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
        String first = open("one-drafter", "drafter", ID_NUMBER);
        String second = open("one-approver", "approver", ID_NUMBER);
        String third = open("another", "approver", OTHER_ID_NUMBER);
        Face.Answer proposed = as("one-drafter", first, "POST", "/api/grants", grant());

        refused(409, "second-person-needed", decide(proposed, "one-approver", second));
        assertThat(decide(proposed, "another", third).status()).isEqualTo(200);
        jdbc.sql("DELETE FROM send_grant WHERE reference LIKE 'ACCOUNTS-%'").update();
    }

    @Test
    void nobodyConfirmsAnAccountOfTheirOwn() {
        String own = open("one-approver", "approver", ID_NUMBER);
        Face.Answer proposed = face.post("admin", "/api/accounts", wanted("one-more", "operator", ID_NUMBER));

        refused(409, "own-account", decide(proposed, "one-approver", own));
        assertThat(decide(proposed, "approver").status()).isEqualTo(200);
    }

    @Test
    void aClosedAccountIsOutAtOnce_sessionsIncluded() throws Exception {
        String own = open("leaving", "operator", ID_NUMBER);
        HttpClient browser = signIn("leaving", own);
        assertThat(page(browser, "/hawtio/").statusCode()).isEqualTo(200);

        Face.Answer proposed =
                face.post("admin", "/api/accounts/leaving/close", "{\"reason\": \"moved to another post\"}");
        assertThat(as("leaving", own, "GET", "/api/grants", null).status()).isEqualTo(200);
        assertThat(decide(proposed, "approver").status()).isEqualTo(200);

        assertThat(as("leaving", own, "GET", "/api/grants", null).status()).isEqualTo(401);
        assertThat(page(browser, "/hawtio/").statusCode()).isNotEqualTo(200);
        refused(
                409,
                "account-in-settings",
                face.post("admin", "/api/accounts/leaving/close", "{\"reason\": \"again\"}"));
    }

    @Test
    void aChangeOfRolesEndsTheSessionAndHoldsAtOnce() throws Exception {
        String own = open("moving", "operator", ID_NUMBER);
        HttpClient browser = signIn("moving", own);
        Face.Answer proposed =
                put("moving", "{\"roles\": [\"drafter\"], \"department\": \"drafter\", \"reason\": \"new post\"}");
        assertThat(decide(proposed, "approver").status()).isEqualTo(200);

        assertThat(page(browser, "/hawtio/").statusCode()).isNotEqualTo(200);
        assertThat(as("moving", own, "GET", "/api/broadcasts/1/uncertain", null).status())
                .isEqualTo(403);
    }

    @Test
    void aNewFirstPasswordReplacesTheForgottenOne_andLapsesUnlessItsOwnerChanges() {
        String own = open("forgetful", "operator", ID_NUMBER);
        Face.Answer proposed = put("forgetful", "{\"newPassword\": true, \"reason\": \"forgotten\"}");
        String first =
                decide(proposed, "approver").json().at("/result/firstPassword").asText();

        assertThat(as("forgetful", own, "GET", "/api/grants", null).status()).isEqualTo(401);
        refused(403, "password-first", as("forgetful", first, "GET", "/api/grants", null));
        time.set(Instant.now().plus(Duration.ofHours(25)));
        assertThat(as("forgetful", first, "GET", "/api/grants", null).status()).isEqualTo(401);
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
        refused(409, "account-in-settings", put("operator", "{\"party\": \"A\", \"reason\": \"no\"}"));
        refused(404, "account-unknown", put("nobody-at-all", "{\"party\": \"A\", \"reason\": \"no\"}"));
        refused(
                409,
                "password-in-settings",
                face.post("operator", "/api/own-password", "{\"password\": \"" + OWN + "\"}"));
        assertThat(face.post("operator", "/api/accounts", wanted("x", "operator", ID_NUMBER))
                        .status())
                .isEqualTo(403);
    }

    private String open(String account, String roles, String idNumber) {
        return new NamedAccounts(face).open(account, roles, "B", idNumber);
    }

    private static String wanted(String account, String roles, String idNumber) {
        return NamedAccounts.wanted(account, roles, "B", idNumber);
    }

    private static String grant() {
        return """
                {"kind": "drill", "validFrom": "%s", "validUntil": "%s", "reference": "ACCOUNTS-%d"}"""
                .formatted(Instant.now(), Instant.now().plusSeconds(60), System.nanoTime());
    }

    private Face.Answer put(String account, String body) {
        return face.call("admin", "PUT", "/api/accounts/" + account, "application/json", BodyPublishers.ofString(body));
    }

    private Face.Answer choose(String account, String password, String wanted) {
        return as(account, password, "POST", "/api/own-password", "{\"password\": \"" + wanted + "\"}");
    }

    private Face.Answer as(String account, String password, String method, String path, String body) {
        return body == null
                ? face.call(account, password, method, path, null, BodyPublishers.noBody())
                : face.call(account, password, method, path, "application/json", BodyPublishers.ofString(body));
    }

    private Face.Answer decide(Face.Answer proposed, String account) {
        return decide(proposed, account, account + "-demo");
    }

    private Face.Answer decide(Face.Answer proposed, String account, String password) {
        String id = proposed.json().at("/proposalId").asText();
        return as(account, password, "POST", "/api/proposals/" + id + "/decision", CONFIRM);
    }

    private HttpClient signIn(String account, String password) throws Exception {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(page(browser, "/login").body());
        assertThat(token.find()).isTrue();
        String form = "username=" + account + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8)
                + "&_csrf=" + token.group(1);
        HttpResponse<String> answer = browser.send(
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        return browser;
    }

    private HttpResponse<String> page(HttpClient browser, String path) throws Exception {
        return browser.send(request(path).header("Accept", "text/html").GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private List<String> trail(String subject) {
        return jdbc.sql("SELECT actor || ' ' || action FROM audit WHERE subject = :subject ORDER BY audit_id")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    private static void refused(int status, String code, Face.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.codes()).isEqualTo(code);
    }
}
