package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A carrier that takes nothing for a minute. */
@Tag("long")
class ThrottleIT {
    private static final int PEOPLE = 20_000;
    private static final int RATE = 500;

    @Test
    void comesBackToTheFullRate_whenThrottledForAMinute() {
        try (Smsc smsc = Smsc.start(SimulatorSettings.onAnyPort(
                        "system-id", "gulou", "password", "demo", "latency", "20", "receipt-delay", "200"));
                HubProcess hub = new HubProcess("throttle").port("whole", smsc.port(), RATE, 2, 64)) {
            hub.start();
            Broadcast.importPeople(hub.data(), PEOPLE);
            Broadcast broadcast =
                    Broadcast.ofOneSegment(hub.face(), "THROTTLE-60", PEOPLE).send("hold");
            await().atMost(Duration.ofSeconds(60)).until(() -> accepted(smsc) > PEOPLE / 10);
            smsc.throttleAll();
            long before = accepted(smsc);
            await().atMost(Duration.ofSeconds(70))
                    .during(Duration.ofSeconds(60))
                    .until(() -> accepted(smsc) <= before + 128);
            long throttled = smsc.counts().total().throttled();
            smsc.resume();
            Duration full = untilFullRate(smsc);
            broadcast.awaitSettled(Duration.ofSeconds(120));

            String figures = broadcast.nothingLostNothingDoubled(smsc.counts().total(), 0);
            assertThat(hub.ledger().invariantsBroken()).isEmpty();
            Figures.print("throttled-60s", full, 15, "tries-meanwhile=" + throttled + " " + figures);
        }
    }

    /** Until a second in which nine tenths of the rate were accepted is over. */
    private static Duration untilFullRate(Smsc smsc) {
        long begun = System.nanoTime();
        long[] second = {accepted(smsc), begun};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    long now = System.nanoTime();
                    if (now - second[1] < 1_000_000_000L) {
                        return false;
                    }
                    double rate = (accepted(smsc) - second[0]) * 1e9 / (now - second[1]);
                    second[0] = accepted(smsc);
                    second[1] = now;
                    return rate > 0.9 * RATE;
                });
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static long accepted(Smsc smsc) {
        return smsc.counts().total().accepted();
    }
}
