package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** An HTTP face on loopback: the hub's, as one of the demo accounts, or the simulator's, which asks for none. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Http(int port) {
        this.port = port;
    }

    /** True when it answers 200; false when it answers otherwise or not at all. */
    boolean answers(String account, String path) {
        try {
            return client.send(request(account, path).GET().build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    JsonNode get(String account, String path) {
        return send(request(account, path).GET());
    }

    JsonNode post(String account, String path, String type, String body) {
        return send(request(account, path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    JsonNode put(String account, String path, String type, String body) {
        return send(request(account, path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String account, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
        if (account != null) {
            byte[] basic = (account + ":" + account + "-demo").getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic));
        }
        return request;
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchFailure(request.method() + " " + request.uri() + " answered " + answer.statusCode() + " "
                        + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new BenchFailure(request.method() + " " + request.uri() + " failed: " + e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static BenchFailure interrupted() {
        Thread.currentThread().interrupt();
        return new BenchFailure("Interrupted.");
    }
}
