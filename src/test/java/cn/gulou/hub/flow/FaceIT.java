package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Face.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP face over a real connection: who calls, and what it has; each refusal a problem in both languages. */
class FaceIT extends HubIT {
    private static final String APPROVAL = "/api/broadcasts/5001/approval";

    @Test
    void asksWhoCalls() {
        Face.Answer answer = face.get(null, "/api/ports");

        assertProblem(answer, 401, "not-signed-in");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
    }

    @Test
    void refusesAWrongPassword_andAfterTenMakesTheAddressWait() {
        String guess = "GET /api/ports HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nAuthorization: "
                + Face.basic("nobody", "guess") + "\r\n\r\n";
        for (int i = 0; i < 10; i++) {
            assertThat(face.raw("127.0.0.7", guess)).startsWith("HTTP/1.1 401");
        }

        assertThat(face.raw("127.0.0.7", guess))
                .startsWith("HTTP/1.1 429")
                .contains("Retry-After: ", "too-many-attempts");
        time.set(Instant.now().plusSeconds(61));
        assertThat(face.raw("127.0.0.7", guess)).startsWith("HTTP/1.1 401");
    }

    @Test
    void refusesWhatTheRoleMayNot() {
        assertProblem(face.post("auditor", APPROVAL, "{}"), 403, "not-allowed");
    }

    @Test
    void refusesAPageOfAnotherSite() {
        Face.Answer answer = face.call(
                "operator",
                "POST",
                "/api/ports/x/stop",
                null,
                BodyPublishers.noBody(),
                "Sec-Fetch-Site",
                "cross-site",
                "Origin",
                "http://elsewhere.example");

        assertProblem(answer, 403, "other-origin");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/nothing,404",
        "/api/ports/,404",
        "/api,404",
        "/api/broadcasts/%zz,400",
        "/api//ports,400",
        "/api/broadcasts/5%2F1,400",
        "/api/ports;x=1,400",
    })
    void knowsWhatItDoesNotHave(String path, int status) {
        String answer = face.raw("GET " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nAuthorization: "
                + Face.basic("operator", "operator-demo") + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json", "\"zh\":", "\"en\":");
    }

    @Test
    void namesTheMethodsThereAre() {
        Face.Answer answer = face.call("operator", "DELETE", "/api/alerts", null, BodyPublishers.noBody());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(face.call("operator", "BREW", "/api/alerts", null, BodyPublishers.noBody())
                        .status())
                .isEqualTo(405);
    }

    @Test
    void refusesARequestThatIsNotHttp() {
        assertThat(face.raw("GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("<html");
        assertThat(face.raw("GET / HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("<html");
    }

    @Test
    void handsOutTheContract() {
        Face.Answer answer = face.get("upstream", "/api/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("paths").has("/alerts")).isTrue();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
