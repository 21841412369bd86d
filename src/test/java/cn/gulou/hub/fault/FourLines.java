package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A hub with four ports of one kind, each over a line of its own to one carrier, and the broadcast that a fault falls into. */
final class FourLines implements AutoCloseable {
    static final int PEOPLE = 5_000;
    static final int PORT_RATE = 400;
    static final int WINDOW = 32;
    /** What may be uncertain: one window on every line. */
    static final int BOUND = 4 * WINDOW;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final List<FaultProxy> lines =
            Stream.generate(() -> new FaultProxy(smsc.port())).limit(4).toList();
    private final HubProcess hub;
    private Broadcast broadcast;

    /** @param name of the test, as the hub's */
    FourLines(String name) {
        hub = new HubProcess(name);
    }

    /** Starts the hub and returns when it knows its people. */
    void start() {
        for (int line = 0; line < lines.size(); line++) {
            hub.port("line-" + line, lines.get(line).port(), PORT_RATE, 1, WINDOW);
        }
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @Override
    public void close() {
        hub.close();
        lines.forEach(FaultProxy::close);
        smsc.close();
    }

    Smsc smsc() {
        return smsc;
    }

    List<FaultProxy> lines() {
        return lines;
    }

    HubProcess hub() {
        return hub;
    }

    /** Takes every fault away; a hub that did not get over it ends its broadcast and starts anew. */
    void mend() {
        smsc.resume();
        smsc.change(Map.of("latency", "20"));
        lines.forEach(FaultProxy::heal);
        if (!broadcast.isSettled()) {
            broadcast.order("cancel");
            hub.terminate();
            hub.start();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> working() == 4);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
    }

    Broadcast send(String identifier) {
        broadcast = Broadcast.ofOneSegment(hub.face(), identifier, PEOPLE).send("hold");
        return broadcast;
    }

    Broadcast sendToTheMiddle(String identifier) {
        send(identifier);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> accepted() > PEOPLE / 5);
        return broadcast;
    }

    /** From now until every port works and segments are accepted again. */
    Duration resume() {
        long now = System.nanoTime();
        // those that were on the line when it broke do not count
        long before = accepted() + BOUND;
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> accepted() > before && working() == 4);
        return Duration.ofNanos(System.nanoTime() - now);
    }

    /** The fault lasts; meanwhile hardly anything is accepted. */
    void nothingForSeconds(int seconds) {
        long before = accepted();
        await().atMost(Duration.ofSeconds(seconds + 5L))
                .during(Duration.ofSeconds(seconds))
                .until(() -> accepted() <= before + BOUND);
    }

    void print(String fault, Duration resume, int bound) {
        broadcast.awaitSettled(Duration.ofSeconds(40));
        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), bound);
        Figures.print(fault, resume, 15, figures);
    }

    long accepted() {
        return smsc.counts().total().accepted();
    }

    private long working() {
        JsonNode ports = hub.face().get("operator", "/api/ports");
        return ports.findValuesAsText("state").stream()
                .filter("working"::equals)
                .count();
    }
}
