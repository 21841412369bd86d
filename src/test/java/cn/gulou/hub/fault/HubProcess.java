package cn.gulou.hub.fault;

import cn.gulou.hub.flow.FreshData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A hub as its own process, from the jar, that a test can kill, stop, freeze and start again over the same data. Its
 * settings are given before the start; later ones hold from the next start on.
 */
final class HubProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(180);

    private final Path data;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int httpPort = OperatingSystem.freePort();
    private final int databasePort = OperatingSystem.freePort();
    private Ledger own;
    private int ports;
    private Process process;

    /** @param name of the test: the data directory is target/fault/NAME, emptied */
    HubProcess(String name) {
        data = Path.of("target/fault", name).toAbsolutePath();
        FreshData.in(data);
        environment.put("HUB_DATA_DIR", data.toString());
        environment.put("HUB_HTTP_PORT", String.valueOf(httpPort));
        environment.put("HUB_DATABASE_PORT", String.valueOf(databasePort));
        environment.put("HUB_DATABASE_BINARIES", "target/postgres-programs");
        environment.put("HUB_BROKER_PORT", "0");
        environment.put("HUB_MINIMUM_FREE", "64MB");
        settings.put("spring.profiles.active", "demo");
        settings.put("hub.simulator.enabled", "false");
        // a notice to the duty group would count among the carrier's submits
        settings.put("hub.watch.duty-group", "");
    }

    HubProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    HubProcess setting(String name, Object value) {
        settings.put(name, String.valueOf(value));
        return this;
    }

    /** A database of its own instead of the embedded one. */
    HubProcess database(Ledger ledger) {
        own = ledger;
        return environment("HUB_DATABASE_URL", ledger.url())
                .environment("HUB_DATABASE_USER", "hub")
                .environment("HUB_DATABASE_PASSWORD", ledger.password());
    }

    /** One more port, whole-network; those of the demo profile are not there. */
    HubProcess port(String name, int tcpPort, int rate, int sessions, int window) {
        String prefix = "hub.ports[" + ports++ + "].";
        return setting(prefix + "name", name)
                .setting(prefix + "kind", "whole-network")
                // one account, whatever line it is reached by: its receipts come over any of them
                .setting(prefix + "carrier", "simulator")
                .setting(prefix + "host", "127.0.0.1")
                .setting(prefix + "port", tcpPort)
                .setting(prefix + "system-id", "gulou")
                .setting(prefix + "password", "demo")
                .setting(prefix + "source-address", "12379")
                .setting(prefix + "rate", rate)
                .setting(prefix + "sessions", sessions)
                .setting(prefix + "window", window);
    }

    /** Starts it and returns when it is ready; over the data it has, if it ran before. */
    HubProcess start() {
        return start(START);
    }

    /** The same, for one that is slow to start. */
    HubProcess start(Duration patience) {
        launch();
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || face().isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("the hub did not start; see " + logFile());
        }
        return this;
    }

    /** Starts it and returns when it has ended by itself: a start that is refused. Gives back the exit status. */
    int startInVain() {
        launch();
        return process.onExit()
                .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM; gives back how long it took to end. */
    Duration terminate() {
        long begun = System.nanoTime();
        process.destroy();
        process.onExit().join();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** SIGSTOP: it stands still, its connections stay open. */
    void freeze() {
        OperatingSystem.signal("STOP", process.pid());
    }

    /** SIGCONT. */
    void thaw() {
        OperatingSystem.signal("CONT", process.pid());
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    Path data() {
        return data;
    }

    HubFace face() {
        return new HubFace(httpPort);
    }

    /** Its database, embedded or not. */
    Ledger ledger() {
        if (own != null) {
            return own;
        }
        return new Ledger(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/hub",
                "hub_owner",
                OperatingSystem.read(data.resolve("postgres.password")));
    }

    String log() {
        return OperatingSystem.read(logFile());
    }

    /** Ends it as an operator would, and the database of a hub that was killed. */
    @Override
    public void close() {
        if (isAlive()) {
            thaw();
            process.destroy();
            try {
                process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
            } finally {
                process.destroyForcibly();
            }
        }
        FreshData.stopDatabase(data);
    }

    private void launch() {
        List<String> command = new ArrayList<>(HubJar.command());
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(data);
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return data.resolve("hub.log");
    }
}
