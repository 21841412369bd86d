package cn.gulou.hub.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sample alert of the national profile: posted by HTTP, and counted in the ledger. */
final class SampleAlert {
    static final String ALERT = text("national-profile-beijing-actual.xml");
    /** It is of that day, and good for a day. */
    static final Instant DAY = Instant.parse("2026-11-23T08:00:00Z");

    static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final JdbcClient jdbc;

    SampleAlert(int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    HttpResponse<String> post(String body, String type) throws Exception {
        return http.send(request(body.getBytes(UTF_8), type), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest request(byte[] body, String type) {
        String account = Base64.getEncoder().encodeToString("upstream:upstream-demo".getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/alerts"))
                .header("Content-Type", type)
                .header("Authorization", "Basic " + account)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    private static String text(String name) {
        try (InputStream in = SampleAlert.class.getResourceAsStream("/cap-samples/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
