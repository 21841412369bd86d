package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final IntakeLimits limits = new IntakeLimits(10, 3, 2, 0, nanos::get);

    private int takenOf(String source, int calls) {
        int taken = 0;
        for (int call = 0; call < calls; call++) {
            try {
                taken += limits.within(source, () -> 1);
            } catch (Refusal refusal) {
                assertThat(refusal.statusCode()).isEqualTo(429);
            }
        }
        return taken;
    }

    @Test
    void takesABurst_thenTheRate() {
        assertThat(takenOf("a", 5)).isEqualTo(3);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
        assertThat(takenOf("a", 1)).isZero();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(takenOf("a", 2)).isEqualTo(1);
    }

    @Test
    void savesUpNoMoreThanABurst_howeverLongItIsQuiet() {
        nanos.addAndGet(TimeUnit.DAYS.toNanos(30));
        assertThat(takenOf("a", 100)).isEqualTo(3);
    }

    @Test
    void oneSourcesFloodLeavesTheOthersShareAlone() {
        takenOf("flood", 1_000);
        assertThat(takenOf("other", 3)).isEqualTo(3);
    }

    @Test
    void answersOnlySoManyCallsAtOnce() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int call = 0; call < 2; call++) {
                threads.submit(() -> limits.within("a", () -> {
                    inside.countDown();
                    return awaited(hold);
                }));
            }
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(takenOf("a", 1)).isZero();
        } finally {
            hold.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void letsSomeWaitForTheirTurn() throws Exception {
        IntakeLimits patient = new IntakeLimits(10, 9, 1, 3, nanos::get);
        CountDownLatch hold = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(4);
        try {
            var calls = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(call -> threads.submit(() -> patient.within("a", () -> awaited(hold))))
                    .toList();
            hold.countDown();
            for (var call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void freesThePlaceOfACallThatFails() {
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> limits.within("a", () -> {
                        throw new IllegalStateException("failed inside");
                    }))
                    .hasMessage("failed inside");
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(takenOf("a", 3)).isEqualTo(3);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
