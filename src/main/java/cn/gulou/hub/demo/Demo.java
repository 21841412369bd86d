package cn.gulou.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * {@code java -jar gulou-hub.jar walk}: one alert, from the dedicated line to every counted handset, seen from outside.
 * Ends with 0 when all adds up, 1 when it does not, 2 when it could not be walked. Started by {@code ./demo}.
 */
public final class Demo {
    private static final Set<String> UNDER_WAY =
            Set.of("received", "approved", "deferred", "expanding", "sending", "paused", "sent");

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Arguments arguments;
    private final HubProcess process;
    private final HttpFace upstream;
    private final HttpFace operator;
    private final HttpFace simulator;

    private Demo(Arguments arguments) {
        this.arguments = arguments;
        process = new HubProcess(arguments.process(), arguments.log(), arguments.logStart());
        upstream = new HttpFace(arguments.hub(), "upstream");
        operator = new HttpFace(arguments.hub(), "operator");
        simulator = new HttpFace(arguments.simulator(), null);
    }

    public static void main(String[] words) {
        int status;
        try {
            status = new Demo(Arguments.of(words)).answered();
        } catch (DemoFailure failure) {
            System.err.println("\ndemo: " + failure.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    private int answered() {
        try {
            return walk();
        } catch (IOException e) {
            process.awaitEnd(Duration.ofSeconds(3));
            process.checkAlive();
            throw new DemoFailure("The hub at " + arguments.hub() + " does not answer ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private int walk() throws IOException {
        awaitHealth();
        awaitEarlierBroadcasts();
        JsonNode imported = SampleSubscribers.load(arguments.inbox(), arguments.recipients(), process);
        long subscribers = imported.path("subscribers").asLong(arguments.recipients());
        out.println(
                "Subscribers 用户: " + arguments.recipients() + " imported, " + subscribers + " known, numbers sealed.");
        simulator.post("/reset", "application/json", "");
        String broadcastId = postAlert();
        JsonNode broadcast = watch(broadcastId, subscribers);
        return report(broadcast, subscribers);
    }

    private void awaitHealth() throws IOException {
        out.println("Starting the hub (its log: " + arguments.log() + ") ...");
        Deadline deadline = new Deadline(
                Duration.ofMinutes(3), Duration.ofMillis(500), "The hub is not healthy after 3 minutes. See its log.");
        while (!healthy()) {
            process.checkAlive();
            deadline.next();
        }
        out.println("The hub is up at " + arguments.hub() + ".");
    }

    private boolean healthy() throws IOException {
        try {
            return operator.get("/actuator/health").status() == 200;
        } catch (ConnectException | HttpTimeoutException e) {
            return false;
        }
    }

    /** What an earlier demo left half sent goes out first, or the simulator's counts would mix. */
    private void awaitEarlierBroadcasts() throws IOException {
        Deadline deadline = new Deadline(
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                "An earlier broadcast is still being sent after 10 minutes.");
        boolean said = false;
        while (total("expanding") + total("sending") > 0) {
            if (!said) {
                out.println("An earlier broadcast was not finished; it goes on first ...");
                said = true;
            }
            process.checkAlive();
            deadline.next();
        }
    }

    private long total(String state) throws IOException {
        return operator.read("/api/broadcasts?state=" + state).path("total").asLong();
    }

    private String postAlert() throws IOException {
        SampleAlert alert = SampleAlert.at(ZonedDateTime.now());
        HttpFace.Answer answer = upstream.post("/api/alerts", "application/xml", alert.xml());
        JsonNode broadcast = answer.body().path("broadcasts").path(0);
        if (answer.status() != 202 || broadcast.isMissingNode()) {
            throw new DemoFailure("The hub did not take the alert: " + answer.status() + " " + answer.body());
        }
        out.println("Alert 预警 " + alert.identifier() + " accepted 已接收 (stored on disk), broadcast 发布任务 "
                + broadcast.path("id").asText() + ", " + broadcast.path("kind").asText() + ".");
        return broadcast.path("id").asText();
    }

    private JsonNode watch(String broadcastId, long subscribers) throws IOException {
        Progress progress = new Progress(out, arguments.terminal());
        Deadline deadline = new Deadline(
                Duration.ofSeconds(180 + subscribers / 50),
                Duration.ofMillis(500),
                "The broadcast took too long; it goes on in the hub.");
        while (true) {
            JsonNode broadcast = operator.read("/api/broadcasts/" + broadcastId);
            progress.show(broadcast);
            String state = broadcast.path("state").asText();
            if (!UNDER_WAY.contains(state)) {
                progress.end();
                return broadcast;
            }
            process.checkAlive();
            deadline.next();
        }
    }

    private int report(JsonNode broadcast, long subscribers) throws IOException {
        if (!broadcast.path("state").asText().equals("completed")) {
            out.println(
                    "The broadcast ended as " + broadcast.path("state").asText() + ": " + broadcast.path("reasons"));
            return 1;
        }
        JsonNode report =
                operator.read("/api/broadcasts/" + broadcast.path("broadcastId").asText() + "/report");
        JsonNode counts = simulator.read("/counts").path("total");
        Sums sums = new Sums(
                report, counts, subscribers, broadcast.path("wireSegments").asLong());
        out.println();
        new Table(out).print(sums);
        out.println();
        List<String> wrong = sums.wrong();
        if (wrong.isEmpty()) {
            out.println("All adds up: the hub and the simulator counted the same, nothing lost, nothing sent twice.");
            return 0;
        }
        out.println("It does not add up:");
        wrong.forEach(sum -> out.println("  " + sum));
        return 1;
    }
}
