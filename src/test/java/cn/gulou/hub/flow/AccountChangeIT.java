package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.AccountDesk.ID_NUMBER;
import static cn.gulou.hub.flow.AccountDesk.refused;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real-name accounts changed and closed on two people's word: it holds at once, in open sessions too (C-43). */
class AccountChangeIT extends HubIT {
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
    void aClosedAccountIsOutAtOnce_sessionsIncluded() throws Exception {
        String own = desk.open("leaving", "operator", ID_NUMBER);
        HttpClient browser = signIn("leaving", own);
        assertThat(page(browser, "/hawtio/").statusCode()).isEqualTo(200);

        Face.Answer proposed =
                face.post("admin", "/api/accounts/leaving/close", "{\"reason\": \"moved to another post\"}");
        assertThat(desk.as("leaving", own, "GET", "/api/grants", null).status()).isEqualTo(200);
        assertThat(desk.decide(proposed, "approver").status()).isEqualTo(200);

        assertThat(desk.as("leaving", own, "GET", "/api/grants", null).status()).isEqualTo(401);
        assertThat(page(browser, "/hawtio/").statusCode()).isNotEqualTo(200);
        refused(
                409,
                "account-in-settings",
                face.post("admin", "/api/accounts/leaving/close", "{\"reason\": \"again\"}"));
    }

    @Test
    void aChangeOfRolesEndsTheSessionAndHoldsAtOnce() throws Exception {
        String own = desk.open("moving", "operator", ID_NUMBER);
        HttpClient browser = signIn("moving", own);
        Face.Answer proposed =
                desk.put("moving", "{\"roles\": [\"drafter\"], \"department\": \"drafter\", \"reason\": \"new post\"}");
        assertThat(desk.decide(proposed, "approver").status()).isEqualTo(200);

        assertThat(page(browser, "/hawtio/").statusCode()).isNotEqualTo(200);
        assertThat(desk.as("moving", own, "GET", "/api/broadcasts/1/uncertain", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aNewFirstPasswordReplacesTheForgottenOne_andLapsesUnlessItsOwnerChanges() {
        String own = desk.open("forgetful", "operator", ID_NUMBER);
        Face.Answer proposed = desk.put("forgetful", "{\"newPassword\": true, \"reason\": \"forgotten\"}");
        String first = desk.decide(proposed, "approver")
                .json()
                .at("/result/firstPassword")
                .asText();

        assertThat(desk.as("forgetful", own, "GET", "/api/grants", null).status())
                .isEqualTo(401);
        refused(403, "password-first", desk.as("forgetful", first, "GET", "/api/grants", null));
        time.set(Instant.now().plus(Duration.ofHours(25)));
        assertThat(desk.as("forgetful", first, "GET", "/api/grants", null).status())
                .isEqualTo(401);
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
}
