package cn.gulou.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;

/** A hub as its own process, from the jar, that a test can kill and start again over the same data. */
final class HubProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final int httpPort = freePort();
    private final int databasePort = freePort();
    private final int smscPort;
    private Process process;

    HubProcess(Path data, int smscPort) {
        this.data = data;
        this.smscPort = smscPort;
    }

    /** Starts it and returns when it answers. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("hub.jar", "target/gulou-hub.jar"),
                "--spring.profiles.active=demo",
                "--hub.simulator.enabled=false");
        builder.environment().put("HUB_DATA_DIR", data.toString());
        builder.environment().put("HUB_HTTP_PORT", String.valueOf(httpPort));
        builder.environment().put("HUB_DATABASE_PORT", String.valueOf(databasePort));
        builder.environment().put("HUB_DATABASE_BINARIES", "target/postgres-programs");
        builder.environment().put("HUB_BROKER_PORT", "0");
        builder.environment().put("HUB_SIMULATOR_PORT", String.valueOf(smscPort));
        builder.environment().put("HUB_MINIMUM_FREE", "64MB");
        Files.createDirectories(data);
        File log = data.resolve("hub.log").toFile();
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !process.isAlive() || answers());
        if (!process.isAlive()) {
            throw new IllegalStateException("the hub did not start; see " + log);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    JsonNode get(String account, String path) {
        return send(request(account, path).GET());
    }

    JsonNode post(String account, String path, String json) {
        return send(request(account, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Puts a file into the subscriber inbox and returns when the hub has answered it. */
    void importSubscribers(String csv) throws IOException {
        Path inbox = data.resolve("subscribers");
        Files.createDirectories(inbox);
        Files.writeString(inbox.resolve("people.writing"), csv);
        Files.move(inbox.resolve("people.writing"), inbox.resolve("people.csv"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(inbox.resolve("people.answer.json")));
    }

    /** One column of a query on the hub's own database. */
    List<String> query(String sql) throws IOException, SQLException {
        String password = Files.readString(data.resolve("postgres.password"));
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + databasePort + "/hub", "hub", password);
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private boolean answers() {
        try {
            return http.send(
                                    request("operator", "/actuator/health/readiness")
                                            .GET()
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest.Builder request(String account, String path) {
        String basic = Base64.getEncoder()
                .encodeToString((account + ":" + account + "-demo").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .header("Authorization", "Basic " + basic);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    http.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as an operator would (SIGTERM). */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
