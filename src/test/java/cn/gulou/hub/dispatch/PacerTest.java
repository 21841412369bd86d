package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Duration STAND_STILL = Duration.ofMillis(20);

    @Test
    void writesNoMoreThanTheLimitInAnySecond_howeverThreadsPauseBetweenPaceAndWire() {
        int limit = 500;
        Pacer pacer = new Pacer(2_000, limit, STAND_STILL);
        ConcurrentLinkedQueue<Long> written = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(3 * limit);

        List<CompletableFuture<Void>> senders = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(() -> send(pacer, left, written)))
                .toList();
        senders.forEach(CompletableFuture::join);

        long[] times = written.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(times).hasSizeGreaterThanOrEqualTo(3 * limit);
        for (int first = 0; first + limit < times.length; first++) {
            assertThat(times[first + limit] - times[first]).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void send(Pacer pacer, AtomicInteger left, ConcurrentLinkedQueue<Long> written) {
        while (left.getAndDecrement() > 0) {
            pacer.await(1);
            if (ThreadLocalRandom.current().nextInt(50) == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            }
            written.add(System.nanoTime());
            pacer.written(1);
        }
    }

    @Test
    void slowsDownOnceForOneRoundOfThrottleAnswers_andGrowsBack() {
        Pacer pacer = new Pacer(1_000, 1_000, STAND_STILL);

        IntStream.range(0, 100).forEach(answer -> pacer.throttled());

        assertThat(pacer.share()).isBetween(0.5, 0.99);
        await().atMost(Duration.ofSeconds(60)).until(() -> pacer.share() == 1.0);
    }

    @Test
    void letsGoOfItsLock_whileAllOfASecondIsUnderWay() {
        Pacer pacer = new Pacer(2, 1, STAND_STILL);
        pacer.await(1);
        CompletableFuture<Void> next = CompletableFuture.runAsync(() -> pacer.await(1));
        await().during(Duration.ofMillis(50)).until(() -> !next.isDone());
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> pacer.written(1));
        await().atMost(Duration.ofSeconds(20)).until(written::isDone);
        await().atMost(Duration.ofSeconds(20)).until(next::isDone);
    }

    @Test
    void neverStopsAltogether_whenTheCarrierGoesOnThrottling() {
        Pacer pacer = new Pacer(1_000, 1_000, Duration.ZERO);

        IntStream.range(0, 100).forEach(round -> {
            pacer.await(1);
            pacer.written(1);
            pacer.throttled();
        });

        assertThat(pacer.share()).isGreaterThan(0.04);
    }
}
