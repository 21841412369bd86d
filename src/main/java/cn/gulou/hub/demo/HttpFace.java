package cn.gulou.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The hub's HTTP face, for one account; or the simulator's, which asks for none. */
final class HttpFace {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI address;
    private final String authorization;

    /** An answer: its status and its JSON; what is not JSON reads as a missing node. */
    record Answer(int status, JsonNode body) {}

    /** @param account demo account, whose password is its name and {@code -demo}; null for none */
    HttpFace(URI address, String account) {
        this.address = address;
        this.authorization = account == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString((account + ":" + account + "-demo").getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    Answer post(String path, String contentType, String body) throws IOException {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Gets what must be there. */
    JsonNode read(String path) throws IOException {
        Answer answer = get(path);
        if (answer.status != 200) {
            throw new DemoFailure("GET " + address.resolve(path) + " answered " + answer.status + ". " + answer.body);
        }
        return answer.body;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json, application/problem+json");
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted.");
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
