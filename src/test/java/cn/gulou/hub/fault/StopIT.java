package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hub that is told to stop in mid-broadcast, or that the machine puts to sleep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopIT {
    private static final int PEOPLE = 3_000;
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("stop").port("whole", smsc.port(), 1_000, SESSIONS, WINDOW);

    @BeforeAll
    void start() {
        hub.start();
        Broadcast.importPeople(hub.data(), PEOPLE);
    }

    @BeforeEach
    void forgetCounts() {
        smsc.reset();
    }

    @AfterAll
    void stop() {
        hub.close();
        smsc.close();
    }

    @Test
    void leavesNothingUncertain_whenTerminatedInMidBroadcast() {
        Broadcast broadcast =
                Broadcast.ofTwoSegments(hub.face(), "TERMINATE", PEOPLE).send("hold");
        awaitMiddle(broadcast);

        Duration drain = hub.terminate();
        assertThat(smsc.counts().total().accepted()).isLessThan(broadcast.segments());
        hub.start();
        broadcast.awaitSettled(Duration.ofSeconds(60));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("sigterm", drain, 10, figures);
    }

    @Test
    @Tag("long")
    void goesOn_whenFrozenForTwelveSeconds() {
        goesOnAfterFreezing(12);
    }

    @Test
    @Tag("long")
    void goesOn_whenFrozenForThirtySeconds() {
        goesOnAfterFreezing(30);
    }

    private void goesOnAfterFreezing(int seconds) {
        Broadcast broadcast =
                Broadcast.ofTwoSegments(hub.face(), "FREEZE-" + seconds, PEOPLE).send("hold");
        awaitMiddle(broadcast);

        hub.freeze();
        long[] last = {-1};
        // what stood in the sockets still arrives; then nothing does for as long as it is frozen
        await().atMost(Duration.ofSeconds(seconds + 20))
                .during(Duration.ofSeconds(seconds))
                .until(() -> {
                    long now = smsc.counts().total().accepted();
                    return now == last[0] || (last[0] = now) < 0;
                });
        hub.thaw();
        long thawed = System.nanoTime();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> smsc.counts().total().accepted() > last[0]);
        Duration resume = Duration.ofNanos(System.nanoTime() - thawed);
        broadcast.awaitSettled(Duration.ofSeconds(90));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), SESSIONS * WINDOW);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("sigstop-" + seconds + "s", resume, 15, figures);
    }

    private void awaitMiddle(Broadcast broadcast) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> smsc.counts().total().accepted() > broadcast.segments() / 5);
    }
}
