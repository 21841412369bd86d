package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Face.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the HTTP face refuses of a request over a real connection: its type, its body, its question. */
class FaceRequestIT extends HubIT {
    private static final String APPROVAL = "/api/broadcasts/5001/approval";

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

    private static String head(String line, String account) {
        return line + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nAuthorization: "
                + Face.basic(account, account + "-demo") + "\r\n";
    }
}
