package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.Counts;
import cn.gulou.hub.simulator.SimulatorSettings;
import cn.gulou.hub.simulator.Smsc;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hub that gets the processor by fits and starts: held for up to a third of a second, again and again, wherever it may be.
 * No second at the carrier is above the rate for it.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaceIT {
    private static final int PEOPLE = 10_000;
    private static final int SECONDS = 10;

    private final Random random = new Random(20261126);
    private final Smsc smsc =
            Smsc.start(SimulatorSettings.onAnyPort("system-id", "gulou", "password", "demo", "receipt-delay", "200"));
    private final HubProcess hub = new HubProcess("pace").port("whole", smsc.port(), 550, 1, 128);
    private int rateNow;

    @AfterAll
    void stop() {
        hub.close();
        smsc.close();
    }

    @ParameterizedTest(name = "rate {0} at {1} ms")
    @CsvSource({"330, 0", "330, 20", "330, 100", "550, 0", "550, 20", "550, 100"})
    void noSecondAtTheCarrierIsAboveTheRate_howeverTheHubIsStarved(int rate, int latency) throws InterruptedException {
        startWith(rate);
        smsc.change(Map.of("latency", String.valueOf(latency)));
        smsc.reset();
        Broadcast broadcast = Broadcast.ofOneSegment(hub.face(), "PACE-" + rate + "-" + latency, PEOPLE)
                .send("hold");
        await().atMost(Duration.ofSeconds(30)).until(() -> smsc.counts().total().accepted() > 0);
        starve();
        Counts.Numbers carrier = smsc.counts().total();
        broadcast.order("cancel");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> broadcast.count("intent") + broadcast.count("submitted") == 0);

        assertThat(hub.ledger().invariantsBroken()).isEmpty();
        Figures.print(
                "starved-" + rate + "-at-" + latency + "ms",
                carrier.mostInAnySecond(),
                rate,
                String.format(Locale.ROOT, "mean=%.0f/s", carrier.meanPerSecond()));
        assertThat(carrier.mostInAnySecond()).as("most in a second").isLessThanOrEqualTo(rate);
    }

    private void startWith(int rate) {
        if (rate != rateNow) {
            if (hub.isAlive()) {
                hub.terminate();
            }
            hub.setting("hub.ports[0].rate", rate).start();
            if (rateNow == 0) {
                Broadcast.importPeople(hub.data(), PEOPLE);
            }
            rateNow = rate;
        }
    }

    private void starve() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            hub.freeze();
            // short stops mostly: what they lose is caught up, and that is what could bunch
            never.await(random.nextInt(random.nextInt(10) == 0 ? 300 : 60), TimeUnit.MILLISECONDS);
            hub.thaw();
            never.await(20 + random.nextInt(200), TimeUnit.MILLISECONDS);
        }
    }
}
