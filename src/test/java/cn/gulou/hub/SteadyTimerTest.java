package cn.gulou.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That it does not stand still when the machine's clock is set is shown by fault/WallClockIT: here nobody may set it. */
class SteadyTimerTest {
    private final SteadyTimer timer = new SteadyTimer("test");
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void cancel() {
        timer.cancel();
    }

    @Test
    void comesRoundAgainAndAgain_untilItIsCancelled() {
        timer.schedule(task(runs::incrementAndGet), 0, 5);
        await().until(() -> runs.get() > 20);

        timer.cancel();
        // one may be under way
        int atMost = runs.get() + 1;
        await().during(Duration.ofMillis(100)).until(() -> runs.get() <= atMost);
    }

    @Test
    void comesRoundAgain_thoughATaskFailed() {
        timer.schedule(
                task(() -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("one task's own trouble");
                }),
                0,
                5);

        await().until(() -> runs.get() > 3);
    }

    @Test
    void runsOnce_whenNoPeriodIsGiven() {
        timer.schedule(task(runs::incrementAndGet), 5);

        await().until(() -> runs.get() == 1);
        await().during(Duration.ofMillis(100)).until(() -> runs.get() == 1);
    }

    @Test
    void makesUpForNothingThatWasMissed() {
        long begun = System.nanoTime();
        timer.schedule(
                task(() -> {
                    if (runs.incrementAndGet() == 1) {
                        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                    }
                }),
                0,
                20);

        await().until(() -> runs.get() >= 5);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(250));
    }

    private static TimerTask task(Runnable work) {
        return new TimerTask() {
            @Override
            public void run() {
                work.run();
            }
        };
    }
}
