package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report's calls as they arrive over HTTP, through the contract and the login. */
class ReportFaceIT extends HubIT {
    private long alert;
    private long broadcast;

    @BeforeEach
    void oneBroadcast() {
        LedgerRows ledger = new LedgerRows(jdbc, sealing);
        alert = ledger.alert("another", "face");
        broadcast = ledger.broadcast(alert, "PAUSED", 1);
        ledger.person(broadcast, 0, "UNDELIVERED", "UNDELIV/err-001");
    }

    @Test
    void answersWhatThePathAndTheQueryAskFor() throws Exception {
        assertThat(get("operator", "/alerts/" + alert).body()).contains("\"broadcastId\":\"" + broadcast + "\"");
        assertThat(get(
                                "operator",
                                "/broadcasts?state=paused&kind=whole-network&page=0&from=2026-01-01T00:00:00%2B08:00")
                        .body())
                .contains("\"total\":1");
        assertThat(get("operator", "/broadcasts?state=sent").body()).contains("\"total\":0");
        assertThat(get("operator", "/broadcasts/" + broadcast).body()).contains("\"undelivered\":2");
        assertThat(get("operator", "/broadcasts/" + broadcast + "/submissions?state=undelivered")
                        .body())
                .contains("138****0000", "\"more\":false");
        HttpResponse<String> report = get("operator", "/broadcasts/" + broadcast + "/report");
        assertThat(report.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(report.body()).contains("\"failedByReason\":{\"UNDELIV/err-001\":2}");
    }

    @Test
    void givesCsvAsAFile() throws Exception {
        HttpResponse<String> csv = get("operator", "/broadcasts/" + broadcast + "/report?format=csv");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type").orElse(""))
                .isEqualToIgnoringWhitespace("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"report-" + broadcast + ".csv\"");
        assertThat(csv.body()).startsWith("\uFEFF部分 section,").contains("UNDELIV/err-001,2\r\n");
    }

    @Test
    void refusesInBothLanguages() throws Exception {
        assertThat(get("operator", "/broadcasts/" + broadcast + "/report?format=pdf")
                        .statusCode())
                .isEqualTo(422);
        assertThat(get("operator", "/broadcasts/999999").statusCode()).isEqualTo(404);
        HttpResponse<String> foreign = get("upstream", "/broadcasts/" + broadcast);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).contains("没有此编号", "There is no such id");
        assertThat(get("operator", "/broadcasts?state=lost").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> get(String account, String path) throws Exception {
        String login = Base64.getEncoder().encodeToString((account + ":" + account + "-demo").getBytes());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api" + path))
                                .header("Authorization", "Basic " + login)
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
