package cn.gulou.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parts that count and keep time, each against a slow and obvious twin. */
class PartsTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    void findsTheBusiestSecond_likeALookAtEverySecond() {
        Random random = new Random(1);
        SlidingSecond second = new SlidingSecond();
        List<Long> times = new ArrayList<>();
        long now = -5;
        for (int i = 0; i < 5000; i++) {
            now += (long) (random.nextDouble() * random.nextInt(4) * MILLISECOND);
            times.add(now);
            second.add(now);
        }
        long busiest = times.stream()
                .mapToLong(last -> times.stream()
                        .filter(time -> time <= last && last - time < 1000 * MILLISECOND)
                        .count())
                .max()
                .orElseThrow();
        assertThat(second.most()).isEqualTo((int) busiest);
    }

    @Test
    void admitsNoMoreThanTheLimit_inAnySecond() {
        SlidingSecond second = new SlidingSecond();
        assertThat(second.tryAdd(0, 1)).isTrue();
        assertThat(second.tryAdd(999 * MILLISECOND, 1)).isFalse();
        assertThat(second.tryAdd(1000 * MILLISECOND, 1)).isTrue();
    }

    @Test
    void tellsNewHashesFromKnownOnes_asItGrows() {
        Random random = new Random(2);
        LongSet set = new LongSet();
        Set<Long> twin = new HashSet<>();
        for (int i = 0; i < 300_000; i++) {
            long value = random.nextInt(200_000);
            assertThat(set.add(value)).isEqualTo(twin.add(value == 0 ? 1 : value));
        }
        assertThat(set.size()).isEqualTo(twin.size());
    }

    @Test
    void runsTimersInOrder_evenRoundsOfTheWheelAhead() {
        TimerWheel wheel = new TimerWheel();
        List<Integer> ran = new ArrayList<>();
        for (int delay : new int[] {5000, 10, 0, 10_000, 11, 904}) {
            wheel.schedule(timed(() -> ran.add(delay)), delay);
        }
        wheel.advance(9999);
        assertThat(ran).containsExactly(0, 10, 11, 904, 5000);
        assertThat(wheel.waiting()).isEqualTo(1);
        wheel.advance(10_000);
        assertThat(ran).endsWith(10_000);
        assertThat(wheel.idle(50)).isEqualTo(50);
    }

    @Test
    void hitsAboutThePercentageAskedFor_andTheSameNumbersEachTime() {
        SimulatorSettings settings = SimulatorSettings.onAnyPort("fail-percent", "2.5", "seed", "9");
        assertThat(failures(settings)).isEqualTo(failures(settings)).hasSizeBetween(2300, 2700);
        assertThat(failures(settings.with(java.util.Map.of("seed", "10")))).isNotEqualTo(failures(settings));
    }

    private static List<Integer> failures(SimulatorSettings settings) {
        Fate fate = new Fate(settings);
        return java.util.stream.IntStream.range(0, 100_000)
                .filter(i -> fate.outcome(("8613" + (800_000_000 + i)).getBytes(StandardCharsets.US_ASCII))
                        != Outcome.DELIVERED)
                .boxed()
                .toList();
    }

    private static Timed timed(Runnable task) {
        return new Timed() {
            @Override
            void fallDue() {
                task.run();
            }
        };
    }
}
