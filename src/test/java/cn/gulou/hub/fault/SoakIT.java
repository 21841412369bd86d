package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A carrier that goes wrong again and again, in every way, for as long as SOAK_MINUTES says: neither the heap nor the number
 * of threads grows with it, and the hub is as good as new afterwards.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoakIT {
    private static final int PEOPLE = 20_000;
    private static final long MINUTES = Long.parseLong(System.getenv().getOrDefault("SOAK_MINUTES", "5"));
    private static final int GROWTH_MEGABYTES = 24;
    private static final int GROWTH_THREADS = 12;

    private final Random random = new Random(20261126);
    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200", "receipt-retry", "200"));
    private final List<FaultProxy> lines =
            Stream.generate(() -> new FaultProxy(smsc.port())).limit(4).toList();
    private final HubProcess hub = new HubProcess("soak");
    private int rounds;

    @BeforeAll
    void start() {
        for (int line = 0; line < lines.size(); line++) {
            hub.port("line-" + line, lines.get(line).port(), 400, 1, 32);
        }
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @AfterAll
    void stop() {
        hub.close();
        lines.forEach(FaultProxy::close);
        smsc.close();
    }

    @Test
    void neitherHeapNorThreadsGrow_whateverTheCarrierDoes() {
        // everything once, so that all classes and pools are there
        round();
        heal();
        double heap = heap();
        double threads = threads();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (System.nanoTime() < end) {
            round();
        }
        heal();
        await().atMost(Duration.ofSeconds(60)).until(() -> threads() <= threads + GROWTH_THREADS);
        double after = heap();
        Figures.print(
                "soak-" + MINUTES + "min",
                Math.round(after - heap) + "MB",
                GROWTH_MEGABYTES + "MB",
                String.format("rounds=%d heap=%.0fMB threads=%.0f (before %.0f)", rounds, after, threads(), threads));
        assertThat(after - heap).as("growth of the heap, MB").isLessThan(GROWTH_MEGABYTES);
        assertThat(hub.log()).doesNotContain("OutOfMemoryError");
        sendsAsBefore();
    }

    /** A broadcast in the midst of every fault there is, one after the other. */
    private void round() {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "SOAK-" + rounds++, PEOPLE).send("resend-now");
        smsc.change(Map.of("receipt-message-id", rounds % 2 == 0 ? "uuid" : "same"));
        for (Runnable fault : faults()) {
            fault.run();
            forSeconds(2);
            smsc.resume();
            lines.forEach(FaultProxy::heal);
            forSeconds(1);
        }
        broadcast.order("cancel");
    }

    private List<Runnable> faults() {
        return List.of(
                () -> lines.forEach(FaultProxy::reset),
                () -> lines.forEach(line -> line.sendBack(garbage())),
                () -> lines.forEach(line -> line.sendBack(ByteBuffer.allocate(16)
                        .putInt(Integer.MAX_VALUE)
                        .putInt(5)
                        .array())),
                smsc::refuseBinds,
                smsc::dropWithReset,
                smsc::goSilent,
                smsc::holdSubmits,
                smsc::throttleAll,
                () -> lines.forEach(line -> line.back().flipEvery(499)),
                () -> lines.forEach(FaultProxy::forgetConnections),
                smsc::stopListening,
                () -> lines.forEach(FaultProxy::blackhole));
    }

    private void heal() {
        smsc.change(Map.of("receipt-message-id", "same"));
        await().atMost(Duration.ofSeconds(60)).until(() -> working() == 4);
    }

    private void sendsAsBefore() {
        smsc.reset();
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "SOAK-AFTER", PEOPLE).send("hold");
        broadcast.awaitSettled(Duration.ofSeconds(120));
        broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
    }

    private void forSeconds(int seconds) {
        await().atMost(Duration.ofSeconds(seconds + 5L))
                .during(Duration.ofSeconds(seconds))
                .until(hub::isAlive);
    }

    private byte[] garbage() {
        byte[] garbage = new byte[200];
        random.nextBytes(garbage);
        return garbage;
    }

    private long working() {
        return hub.face().get("operator", "/api/ports").findValuesAsText("state").stream()
                .filter("working"::equals)
                .count();
    }

    private double threads() {
        return hub.face().metric("jvm_threads_live_threads");
    }

    /** Megabytes in use once garbage is collected. */
    private double heap() {
        OperatingSystem.run("jcmd", String.valueOf(hub.pid()), "GC.run");
        return hub.face().metric("jvm_memory_used_bytes{area=\"heap\"") / 1_048_576;
    }
}
