package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * kill -9 at each {@link KillPoint} of a broadcast under HOLD. One hub, killed and started again, point by point; those
 * that differ most come with every verify, all of them with the long one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillPointsIT {
    private static final String EVERY_TIME = "CLAIM_AFTER_COMMIT|ON_THE_WIRE|OUTCOME_BEFORE_COMMIT|MERGE_BEFORE_COMMIT";
    private static final int PEOPLE = 1_200;
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("kill-points")
            .port("whole", smsc.port(), 1_000, SESSIONS, WINDOW)
            // the first slice is one chunk, so that there is a later one
            .setting("hub.audience.first-slice", 100);

    @BeforeAll
    void start() {
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @AfterAll
    void stop() {
        hub.close();
        smsc.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = EVERY_TIME)
    void losesNothingAndDoublesNothing_whenKilledAt(KillPoint point) {
        killAndGoOn(point);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource(mode = Mode.MATCH_NONE, names = EVERY_TIME)
    void losesNothingAndDoublesNothing_whenKilledAtOtherPoints(KillPoint point) {
        killAndGoOn(point);
    }

    private void killAndGoOn(KillPoint point) {
        if (!hub.isAlive()) {
            hub.start();
        }
        smsc.reset();
        Broadcast broadcast = Broadcast.ofTwoSegments(hub.face(), "KILL-" + point, PEOPLE);

        killAt(point, broadcast);
        long before = smsc.counts().total().accepted();
        long started = System.nanoTime();
        hub.start();
        Duration start = Duration.ofNanos(System.nanoTime() - started);
        started = System.nanoTime();
        broadcast.send("hold");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> smsc.counts().total().accepted() > before);
        Duration resume = Duration.ofNanos(System.nanoTime() - started);
        broadcast.awaitSettled(Duration.ofSeconds(60));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), SESSIONS * WINDOW);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("kill-9-" + point, resume, 15, "start=" + Figures.seconds(start) + " " + figures);
    }

    /** Kills the hub while it stands at the point, and decides what becomes of the transaction it stood in. */
    private void killAt(KillPoint point, Broadcast broadcast) {
        if (!point.hasGate()) {
            broadcast.send("hold");
            awaitMiddle(broadcast);
            smsc.holdSubmits();
            await().atMost(Duration.ofSeconds(30)).until(() -> smsc.counts().submitsHeld() > 0);
            hub.kill();
            smsc.resume();
            return;
        }
        try (Gate gate = point.gate(hub.ledger())) {
            CompletableFuture<Void> sending;
            if (point.isBeforeSending()) {
                gate.shut();
                sending = CompletableFuture.runAsync(() -> broadcast.send("hold"));
            } else {
                sending = CompletableFuture.completedFuture(null);
                broadcast.send("hold");
                awaitMiddle(broadcast);
                gate.shut();
            }
            gate.awaitSomebody();
            hub.kill();
            point.end(gate);
            sending.handle((done, failed) -> null).join();
        }
    }

    private void awaitMiddle(Broadcast broadcast) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> smsc.counts().total().accepted() > broadcast.segments() / 5);
    }
}
