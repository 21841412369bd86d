package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The HTTP face: every class of error over a real connection, and that it is a problem in both languages. */
class FaceIT extends HubIT {
    private static final String APPROVAL = "/api/broadcasts/5001/approval";

    @Autowired
    private CamelContext camel;

    private Face face;

    @BeforeEach
    void connect() {
        face = new Face(port);
    }

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

    @ParameterizedTest(name = "{0}")
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "not a type", "application/x-java-serialized-object"
    })
    void refusesATypeItDoesNotTake(String type) {
        assertProblem(
                face.call("upstream", "POST", "/api/alerts", type, BodyPublishers.ofString("a=b")), 415, "media-type");
    }

    @Test
    void refusesABodyWithoutAType_orPacked() {
        assertProblem(
                face.call("upstream", "POST", "/api/alerts", null, BodyPublishers.ofString("<alert/>")),
                415,
                "media-type");
        assertThat(face.call(
                                "upstream",
                                "POST",
                                "/api/alerts",
                                "application/xml",
                                BodyPublishers.ofString("x"),
                                "Content-Encoding",
                                "gzip")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void refusesMoreThanAMebibyte_announcedOrNot() {
        byte[] large = new byte[1_048_577];
        assertProblem(
                face.call("upstream", "POST", "/api/alerts", "application/xml", BodyPublishers.ofByteArray(large)),
                413,
                "too-large");
        assertProblem(
                face.call(
                        "upstream",
                        "POST",
                        "/api/alerts",
                        "application/xml",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413,
                "too-large");
        assertThat(face.raw(head("POST /api/alerts", "upstream") + "Content-Type: application/xml\r\n"
                        + "Content-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void refusesABodyThatBreaksOff() {
        String half = head("POST /api/alerts", "upstream") + "Content-Type: application/xml\r\n";

        assertThat(face.raw(half + "Content-Length: 1000\r\n\r\n<alert>"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(face.raw(half + "Transfer-Encoding: chunked\r\n\r\n5\r\n<aler\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(face.raw(half + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<alert>\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(jdbc.sql("SELECT count(*) FROM alert").query(Integer.class).single())
                .isZero();
    }

    @Test
    void listsEveryBreachOfTheContract_withoutQuotingIt() {
        Face.Answer answer = face.post(
                "approver",
                "/api/broadcasts/0x/approval",
                "{\"decision\":\"13800000000\",\"13800009999\":1,\"reason\":\"\"}");

        assertProblem(answer, 400, null);
        assertThat(answer.places()).contains("path:broadcastId", "/decision", "/reason", "/approvedHash");
        assertThat(answer.response().body()).doesNotContain("13800000000", "13800009999", "0x");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"decision\":\"appr      | contract-invalid-json",
                "[]                        | contract-type",
                "''                        | contract-missing",
            })
    void refusesBrokenJson(String body, String code) {
        assertProblem(face.post("approver", APPROVAL, body), 400, code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "state=nonsense, contract-enum, query:state",
        "page=-1, contract-minimum, query:page",
        "from=yesterday, contract-date-time, query:from",
        "state=sent&state=paused, contract-collection, query:state",
        "CamelHttpResponseCode=200, contract-unexpected, query:CamelHttpResponseCode",
    })
    void checksTheQuestion(String query, String code, String place) {
        Face.Answer answer = face.get("operator", "/api/broadcasts?" + query);

        assertProblem(answer, 400, code);
        assertThat(answer.places()).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"state=%zz", "state=%ff", "state=%00", "%e4%b8=1"})
    void refusesAQuestionThatIsNotProperlyEncoded(String query) {
        String answer = face.raw(head("GET /api/broadcasts?" + query, "operator") + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("query-malformed");
    }

    @Test
    void letsNoHeaderOfTheRequestSteerARoute() throws Exception {
        replaced("list-ports", route -> route.setBody().simple("in ${headers.keySet()} ${variable.account}"), () -> {
            Face.Answer answer = face.call(
                    "operator",
                    "GET",
                    "/api/ports",
                    null,
                    BodyPublishers.noBody(),
                    "CamelHttpResponseCode",
                    "500",
                    "cAMELfilename",
                    "x",
                    "name",
                    "x",
                    "account",
                    "admin");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body())
                    .endsWith("operator")
                    .doesNotContainIgnoringCase("filename", "ResponseCode", "name,", "account");
        });
    }

    @Test
    void letsNoHeaderOfARouteOut() throws Exception {
        replaced(
                "list-ports",
                route -> route.setHeader("number")
                        .constant("8613800000000")
                        .setHeader("Location")
                        .constant("/x"),
                () -> {
                    Face.Answer answer = face.get("operator", "/api/ports");
                    assertThat(answer.header("number")).isEmpty();
                    assertThat(answer.header("Location")).isEqualTo("/x");
                });
    }

    @Test
    void saysSorryWithAnId_whenTheFaultIsTheHubs() throws Exception {
        replaced(
                "list-ports",
                route -> route.throwException(new IllegalStateException("8613800000000 is secret")),
                () -> {
                    Face.Answer answer = face.get("operator", "/api/ports");
                    assertProblem(answer, 500, "internal");
                    assertThat(answer.json().path("errorId").asText()).matches("[0-9a-f]{12}");
                    assertThat(answer.response().body()).doesNotContain("secret", "IllegalState");
                });
    }

    @Test
    void asksToComeAgain_whenTheDatabaseIsAway() throws Exception {
        Exception away = new org.springframework.jdbc.CannotGetJdbcConnectionException("no");
        replaced("list-ports", route -> route.throwException(away), () -> {
            Face.Answer answer = face.get("operator", "/api/ports");
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        });
    }

    @Test
    void asksToComeAgain_whenARouteIsStopped() throws Exception {
        camel.getRouteController().stopRoute("list-ports");
        try {
            assertProblem(face.get("operator", "/api/ports"), 503, "unavailable");
        } finally {
            camel.getRouteController().startRoute("list-ports");
        }
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

    private static String head(String line, String account) {
        return line + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nAuthorization: "
                + Face.basic(account, account + "-demo") + "\r\n";
    }

    private void assertProblem(Face.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("violations")).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.path("zh").asText()).isNotBlank();
            assertThat(violation.path("en").asText()).isNotBlank();
        });
        if (code != null) {
            assertThat(answer.codes()).isEqualTo(code);
        }
    }

    /** Puts another route in the place of this one for the length of a check. */
    private void replaced(
            String id, java.util.function.Consumer<org.apache.camel.model.RouteDefinition> steps, Runnable check)
            throws Exception {
        camel.getRouteController().stopRoute(id);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from("direct:" + id).routeId(id + "-test").routeConfigurationId("errors-http"));
            }
        });
        try {
            check.run();
        } finally {
            camel.getRouteController().stopRoute(id + "-test");
            camel.removeRoute(id + "-test");
            camel.getRouteController().startRoute(id);
        }
    }
}
