package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Smsc smsc;

    @BeforeEach
    void start() {
        smsc = Smsc.start(SimulatorSettings.onAnyPort("control-port", "0", "record", "10", "password", "secret"));
    }

    @AfterEach
    void close() {
        smsc.close();
    }

    @Test
    void showsCountsAndSubmits_withoutAPhoneNumber() throws Exception {
        try (JsmppClient client = JsmppClient.bound(smsc)) {
            client.submit("8613800000001", "预警");
        }
        assertThat(get("/counts").body()).contains("\"accepted\" : 1").doesNotContain("13800000001");
        assertThat(get("/submits").body()).contains("预警", "86138****0001").doesNotContain("13800000001");
        assertThat(get("/health").body()).contains("UP");
        post("/reset", "");
        assertThat(get("/counts").body()).contains("\"accepted\" : 0");
    }

    @Test
    void changesSettings_fromJsonAndForm() throws Exception {
        assertThat(post("/settings", "{\"latency\": 20, \"receipts\": false}").statusCode())
                .isEqualTo(200);
        assertThat(post("/settings", "rate=5&reply-text=%E9%80%80").statusCode())
                .isEqualTo(200);
        assertThat(smsc.settings().answers().latency()).isEqualTo(20);
        assertThat(smsc.settings().answers().rate()).isEqualTo(5);
        assertThat(smsc.settings().oddities().replyText()).isEqualTo("退");
        assertThat(get("/settings").body()).contains("\"latency\" : \"20\"").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"latency\": \"soon\"}", "{\"port\": 1}", "{", "no-such=1", "rate"})
    void refusesSettingsItCannotTake(String body) throws Exception {
        assertThat(post("/settings", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop",
                "hang-up",
                "silent",
                "hold",
                "hold-receipts",
                "throttle",
                "garbage",
                "oversize",
                "refuse-binds",
                "stop-listening",
                "resume"
            })
    void knowsTheFault(String fault) throws Exception {
        assertThat(post("/faults/" + fault, "").statusCode()).isEqualTo(200);
        assertThat(get("/faults/" + fault).statusCode()).isEqualTo(405);
    }

    @Test
    void doesNotKnowOthers() throws Exception {
        assertThat(post("/faults/fire", "").statusCode()).isEqualTo(404);
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWebPages() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/faults/drop"))
                .header("Origin", "http://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + smsc.controlPort() + path);
    }
}
