package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The SMSC simulator as a process of its own. What it counts is the truth. */
final class SmscProcess implements AutoCloseable {
    /** Collects little and often, in memory it has already: while it stands still, what arrives has to wait to be timed. */
    private static final List<String> PROMPT_JVM =
            List.of("-Xms1g", "-Xmx1g", "-Xmn12m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private final int port = OwnProcess.freePort();
    private final int controlPort = OwnProcess.freePort();
    private final Http control = new Http(controlPort);
    private final OwnProcess process;

    /** @param settings lines of docs/simulator.md */
    SmscProcess(Path data, Map<String, String> settings) {
        List<String> options = new ArrayList<>(List.of("--port=" + port, "--control-port=" + controlPort));
        settings.forEach((name, value) -> options.add("--" + name + "=" + value));
        process = OwnProcess.otherMachine(
                data.resolve("smsc.log"), PROMPT_JVM, "cn.gulou.hub.simulator.SimulatorMain", options);
        Wait.until(Duration.ofSeconds(60), Duration.ofMillis(100), "The start of the simulator", () -> {
            process.checkAlive();
            return control.answers(null, "/health");
        });
    }

    int port() {
        return port;
    }

    long id() {
        return process.id();
    }

    JsonNode counts() {
        return control.get(null, "/counts");
    }

    /** What it has counted when nothing is on its way any more; after half a minute, whatever is. */
    JsonNode lastCounts() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode counts = counts();
        while (busy(counts) && System.nanoTime() < end) {
            Wait.pause(Duration.ofMillis(20));
            counts = counts();
        }
        return counts;
    }

    private static boolean busy(JsonNode counts) {
        return counts.path("receiptsWaiting").asInt()
                        + counts.path("receiptsUnanswered").asInt()
                        + counts.path("timersWaiting").asInt()
                > 0;
    }

    /** Sets the counts to zero, once nothing is on its way. */
    void reset() {
        lastCounts();
        control.post(null, "/reset", "application/json", "");
    }

    void fault(String name) {
        control.post(null, "/faults/" + name, "application/json", "");
    }

    @Override
    public void close() {
        process.close();
    }
}
