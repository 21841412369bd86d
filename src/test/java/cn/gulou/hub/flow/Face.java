package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls the hub over real HTTP as one of the demo accounts. */
final class Face {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    Face(int port) {
        this.port = port;
    }

    Answer get(String account, String path) {
        return call(account, "GET", path, null, BodyPublishers.noBody());
    }

    Answer post(String account, String path, String json) {
        return call(account, "POST", path, "application/json", BodyPublishers.ofString(json));
    }

    Answer call(String account, String method, String path, String type, BodyPublisher body, String... headers) {
        return call(account, account + "-demo", method, path, type, body, headers);
    }

    Answer call(
            String account,
            String password,
            String method,
            String path,
            String type,
            BodyPublisher body,
            String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body);
        if (account != null) {
            request.header("Authorization", basic(account, password));
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends these very bytes, stops sending, and gives back whatever comes. */
    String raw(String request) {
        return raw("127.0.0.1", request);
    }

    /** The same from another of this machine's own addresses. */
    String raw(String from, String request) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String basic(String account, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A problem in both languages; code: the only one, or null for any. */
    static void assertProblem(Answer answer, int status, String code) {
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

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Every code, in order. */
        String codes() {
            return String.join(" ", json().path("violations").findValuesAsText("code"));
        }

        /** Every place, in order. */
        String places() {
            return String.join(" ", json().path("violations").findValuesAsText("where"));
        }
    }
}
