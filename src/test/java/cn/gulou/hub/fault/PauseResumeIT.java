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

/** An operator who cannot make up his mind: one running broadcast, paused and resumed many times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PauseResumeIT {
    /** Sent in a round before the pause. */
    private static final int ROUND = 60;
    /** So long without a submit, at 500 a second, is standing still. */
    private static final Duration STILL = Duration.ofMillis(400);

    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private int people;
    private final HubProcess hub = new HubProcess("pause").port("whole", smsc.port(), 500, 1, 128);

    @BeforeAll
    void start() {
        hub.start();
        importPeople(5_000);
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
    void reachesEveryoneOnce_overTenRoundsOfPauseAndResume() {
        reachesEveryoneOnceOver(10);
    }

    @Test
    @Tag("long")
    void reachesEveryoneOnce_overFiftyRoundsOfPauseAndResume() {
        importPeople(20_000);
        reachesEveryoneOnceOver(50);
    }

    private void reachesEveryoneOnceOver(int rounds) {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "PAUSE-" + rounds, people).send("hold");
        Duration slowest = Duration.ZERO;
        for (int round = 0; round < rounds; round++) {
            long begun = accepted();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> accepted() > begun + ROUND);
            Duration effective = pause(broadcast);
            slowest = effective.compareTo(slowest) > 0 ? effective : slowest;
            assertThat(broadcast.state()).isEqualTo("paused");
            broadcast.order("resume");
        }
        assertThat(accepted()).as("sent before the last resume").isLessThan(people);
        broadcast.awaitSettled(Duration.ofSeconds(120));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("pause-resume-" + rounds, slowest, 2, figures);
    }

    @Test
    void standsStillWithinTwoSeconds_whenItIsCancelled() {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "CANCEL", people).send("hold");
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() > 10 * ROUND);
        Duration effective = untilStill(broadcast, "cancel");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> broadcast.count("cancelled") + accepted() == people && broadcast.count("submitted") == 0);
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

    private void importPeople(int number) {
        people = number;
        Broadcast.importPeople(hub.data(), number);
    }

    private long accepted() {
        return smsc.counts().total().accepted();
    }
}
