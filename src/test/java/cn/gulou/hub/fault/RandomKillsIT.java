package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Counts;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** kill -9 at twenty random times while 100,000 people are sent to, once under HOLD and once where a resend is ordered. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomKillsIT {
    private static final int PEOPLE = 100_000;
    private static final int KILLS = 20;
    private static final int SESSIONS = 4;
    private static final int WINDOW = 64;
    private static final int BOUND = SESSIONS * WINDOW;

    private final Random random = new Random(20261123);
    private final Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
            "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("random-kills").port("whole", smsc.port(), 3_000, SESSIONS, WINDOW);

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
    void losesNothingAndDoublesNothing_underHold() {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "RANDOM-HOLD", PEOPLE).send("hold");
        Duration slowest = killTwentyTimes(broadcast);
        broadcast.awaitSettled(Duration.ofMinutes(5));

        String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), KILLS * BOUND);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print("kill-9-random-hold", slowest, 15, figures);
    }

    @Test
    void losesNobody_whenAResendIsOrdered() {
        Broadcast broadcast =
                Broadcast.ofOneSegment(hub.face(), "RANDOM-RESEND", PEOPLE).send("resend-now");
        Duration slowest = killTwentyTimes(broadcast);
        await().atMost(Duration.ofMinutes(5)).until(() -> broadcast.state().equals("completed"));

        Counts.Numbers carrier = smsc.counts().total();
        long ordered = hub.ledger()
                .number("SELECT coalesce(sum(resends), 0) FROM submission WHERE broadcast_id = " + broadcast.id());
        assertThat(carrier.distinct()).isEqualTo(PEOPLE);
        assertThat(carrier.doubled()).isLessThanOrEqualTo(ordered);
        assertThat(ordered).isLessThanOrEqualTo(KILLS * BOUND);
        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print(
                "kill-9-random-resend",
                slowest,
                15,
                "lost=0 doubled=" + carrier.doubled() + " resends=" + ordered + "/" + KILLS * BOUND);
    }

    /** Each kill at a random place in the next twentieth of the broadcast; gives back the slowest return. */
    private Duration killTwentyTimes(Broadcast broadcast) {
        Duration slowest = Duration.ZERO;
        int most = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long place = (long) ((kill + random.nextDouble()) * broadcast.segments() / (KILLS + 1));
            awaitMoreThan(place);
            hub.kill();
            long before = smsc.counts().total().accepted();
            int uncertain = (int) hub.ledger()
                    .number("SELECT count(*) FROM submission WHERE state = 'INTENT' AND broadcast_id = "
                            + broadcast.id());
            assertThat(uncertain).as("in flight at a kill").isLessThanOrEqualTo(BOUND);
            most = Math.max(most, uncertain);
            hub.start();
            long ready = System.nanoTime();
            awaitMoreThan(before);
            Duration resume = Duration.ofNanos(System.nanoTime() - ready);
            slowest = resume.compareTo(slowest) > 0 ? resume : slowest;
        }
        System.out.println("in flight at a kill, at most: " + most + " of " + BOUND);
        return slowest;
    }

    private void awaitMoreThan(long submits) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> smsc.counts().total().accepted() > submits);
    }
}
