package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hub as its own process, from the jar, with everything embedded, over data of its own. */
final class HubProcess implements AutoCloseable {
    /** A notice to the duty group would count among the carrier's submits. */
    private static final List<String> ALWAYS =
            List.of("--spring.profiles.active=demo", "--hub.simulator.enabled=false", "--hub.watch.duty-group=");

    private static final Pattern PORT = Pattern.compile("ports\\[(\\d+)]\\..*");

    private final int httpPort = OwnProcess.freePort();
    private final int databasePort = OwnProcess.freePort();
    private final Path data;
    private final OwnProcess process;
    private final Http http = new Http(httpPort);
    private final Ledger ledger;

    HubProcess(Workload workload, Path data, int smscPort) {
        this.data = data;
        process = OwnProcess.jar(
                data.resolve("hub.log"), jvm(workload), arguments(workload, smscPort), environment(workload));
        Wait.until(Duration.ofSeconds(180), Duration.ofMillis(250), "The start of the hub", () -> {
            process.checkAlive();
            return http.answers("operator", "/actuator/health/readiness");
        });
        ledger = new Ledger(databasePort, read(data.resolve("postgres.password")));
        Wait.until(Duration.ofSeconds(60), Duration.ofMillis(100), "The binds of the ports", this::bound);
    }

    private List<String> jvm(Workload workload) {
        List<String> jvm =
                new ArrayList<>(List.of(workload.text("hub-jvm", "-Xmx512m").split("\\s+")));
        jvm.add("-Xlog:gc:file=" + data.resolve("gc.log"));
        if (workload.lines().containsKey("profile")) {
            jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + workload.text("profile"));
        }
        return jvm;
    }

    /** Lines {@code hub.…} of the workload as they are; what its ports leave out is said here. */
    private static List<String> arguments(Workload workload, int smscPort) {
        Map<String, String> settings = new HashMap<>();
        TreeSet<String> ports = new TreeSet<>();
        for (String key : workload.under("hub.").keySet()) {
            Matcher matcher = PORT.matcher(key);
            if (matcher.matches()) {
                ports.add(matcher.group(1));
            }
        }
        for (String port : ports) {
            Map.of(
                            "name", "bench-" + port,
                            "kind", workload.text("kind", "whole-network"),
                            "host", "127.0.0.1",
                            "port", String.valueOf(smscPort),
                            "system-id", "gulou",
                            "password", "demo",
                            "source-address", "12379")
                    .forEach((name, value) -> settings.put("ports[" + port + "]." + name, value));
        }
        settings.putAll(workload.under("hub."));
        List<String> arguments = new ArrayList<>(ALWAYS);
        settings.forEach((name, value) -> arguments.add("--hub." + name + "=" + value));
        return arguments;
    }

    private Map<String, String> environment(Workload workload) {
        return Map.of(
                "HUB_DATA_DIR", data.toString(),
                "HUB_HTTP_PORT", String.valueOf(httpPort),
                "HUB_DATABASE_PORT", String.valueOf(databasePort),
                "HUB_DATABASE_BINARIES", Path.of("target/postgres-programs").toString(),
                "HUB_DATABASE_URL", "",
                "HUB_BROKER_URL", "",
                "HUB_BROKER_PORT", "0");
    }

    private boolean bound() {
        for (JsonNode port : http.get("engineer", "/api/ports")) {
            if (port.path("bound").asInt() < port.path("sessions").asInt(1)) {
                return false;
            }
        }
        return true;
    }

    /** Puts people into the inbox, numbers 8613800000000 + from … to - 1, and returns when the hub knows them. */
    void importSubscribers(int from, int to) {
        if (from >= to) {
            return;
        }
        StringBuilder csv = new StringBuilder("number,visitor,district\n");
        for (int person = from; person < to; person++) {
            csv.append(Alerts.FIRST_NUMBER + person).append(",false,\n");
        }
        Path inbox = data.resolve("subscribers");
        Path answer = inbox.resolve("people-" + from + ".answer.json");
        try {
            Files.createDirectories(inbox);
            Files.writeString(inbox.resolve("people-" + from + ".writing"), csv);
            Files.move(inbox.resolve("people-" + from + ".writing"), inbox.resolve("people-" + from + ".csv"));
        } catch (IOException e) {
            throw new BenchFailure("The subscribers cannot be written: " + e.getMessage());
        }
        Wait.until(Duration.ofMinutes(10), Duration.ofMillis(100), "The import of subscribers", () -> {
            process.checkAlive();
            return Files.exists(answer);
        });
    }

    /** Posts an alert as the account; answers its broadcast. */
    String post(String account, String alert) {
        JsonNode answer = http.post(account, "/api/alerts", "application/json", alert);
        JsonNode broadcasts = answer.path("broadcasts");
        if (broadcasts.size() != 1) {
            throw new BenchFailure("The alert became no single broadcast: " + answer);
        }
        return broadcasts.get(0).path("id").asText();
    }

    int httpPort() {
        return httpPort;
    }

    Http http() {
        return http;
    }

    Ledger ledger() {
        return ledger;
    }

    void awaitState(String broadcastId, String state, Duration patience) {
        Wait.until(patience, Duration.ofMillis(50), "The way to " + state, () -> {
            process.checkAlive();
            return ledger.state(broadcastId).equals(state);
        });
    }

    JsonNode report(String broadcastId) {
        return http.get("operator", "/api/broadcasts/" + broadcastId + "/report?format=json");
    }

    long id() {
        return process.id();
    }

    /** The PostgreSQL that the hub started. */
    long databaseId() {
        return Long.parseLong(read(data.resolve("postgres/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow());
    }

    GcLog gcLog() {
        return new GcLog(data.resolve("gc.log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BenchFailure(file + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        ledger.close();
        process.close();
    }
}
