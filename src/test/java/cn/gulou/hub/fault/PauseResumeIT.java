package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An operator who cannot make up his mind: one running broadcast, paused and resumed fifty times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PauseResumeIT {
    private static final int PEOPLE = 20_000;
    private static final int ROUNDS = 50;
    /** Sent in a round before the pause. */
    private static final int ROUND = 60;
    /** So long without a submit, at 500 a second, is standing still. */
    private static final Duration STILL = Duration.ofMillis(400);

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("pause").port("whole", smsc.port(), 500, 1, 128);

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
    void reachesEveryoneOnce_overFiftyRoundsOfPauseAndResume() {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "PAUSE", PEOPLE).send("hold");
        Duration slowest = Duration.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = accepted();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> accepted() > begun + ROUND);
            Duration effective = pause(broadcast);
            slowest = effective.compareTo(slowest) > 0 ? effective : slowest;
            assertThat(broadcast.state()).isEqualTo("paused");
            broadcast.order("resume");
        }
        assertThat(accepted()).as("sent before the last resume").isLessThan(PEOPLE);
        broadcast.awaitSettled(Duration.ofSeconds(120));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("pause-resume-50", slowest, 2, figures);
    }

    @Test
    void standsStillWithinTwoSeconds_whenItIsCancelled() {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "CANCEL", PEOPLE).send("hold");
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() > 10 * ROUND);
        Duration effective = untilStill(broadcast, "cancel");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> broadcast.count("cancelled") + accepted() == PEOPLE && broadcast.count("submitted") == 0);
        assertThat(smsc.counts().total().doubled()).isZero();
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("cancel", effective, 2, "sent=" + accepted() + " cancelled=" + broadcast.count("cancelled"));
    }

    /** Pauses, and gives back how long after the order the last submit came. */
    private Duration pause(Broadcast broadcast) {
        return untilStill(broadcast, "pause");
    }

    private Duration untilStill(Broadcast broadcast, String order) {
        long ordered = System.nanoTime();
        broadcast.order(order);
        long[] last = {accepted(), System.nanoTime()};
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    long now = accepted();
                    if (now != last[0]) {
                        last[0] = now;
                        last[1] = System.nanoTime();
                    }
                    return System.nanoTime() - last[1] > STILL.toNanos();
                });
        return Duration.ofNanos(last[1] - ordered);
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }
}
