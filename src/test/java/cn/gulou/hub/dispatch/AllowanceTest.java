package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {
    @ParameterizedTest(name = "{0} × {1}, {2}/s at {3} ms: {4}")
    @CsvSource({
        "1, 128, 550, 20, 128",
        "4, 256, 550, 20, 286",
        "4, 256, 550, 100, 330",
        "1, 128, 100, 20, 52",
        "1, 1, 1, 20, 1"
    })
    void isSessionsTimesWindow_orWhatTheRateFillsInARoundTripAndHalfASecond(
            int sessions, int window, int rate, int millis, int bound) {
        Allowance allowance = new Allowance(sessions, window, rate);
        IntStream.range(0, 500).forEach(answer -> allowance.answered(TimeUnit.MILLISECONDS.toNanos(millis)));
        assertThat(allowance.bound()).isEqualTo(bound);
    }

    @Test
    void neverGivesMoreThanThatToAnyNumberOfClaims() {
        Allowance allowance = new Allowance(1, 100, 10_000);
        AtomicInteger claims = new AtomicInteger(2_000);
        List<CompletableFuture<Void>> claimers = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    while (claims.getAndDecrement() > 0) {
                        int taken = allowance.take(37);
                        assertThat(taken).isBetween(1, 37);
                        assertThat(allowance.held()).isBetween(taken, 100);
                        allowance.giveBack(taken);
                    }
                }))
                .toList();
        claimers.forEach(CompletableFuture::join);
        assertThat(allowance.held()).isZero();
    }

    @Test
    void makesAClaimWaitForTheAnswersOfAnother() {
        Allowance allowance = new Allowance(1, 10, 10_000);
        assertThat(allowance.take(25)).isEqualTo(10);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> allowance.take(4));
        await().during(Duration.ofMillis(200)).until(() -> !waiting.isDone());
        allowance.giveBack(3);
        assertThat(waiting.join()).isEqualTo(3);
    }
}
