package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How much of the hub one source may have: so many alerts a second, so many calls at one moment, so many that wait for their
 * turn. What is more is refused at once and costs next to nothing, so that a flood from one source holds up neither another's red alert nor sending.
 */
@Component
class IntakeLimits {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /** No call waits longer for its turn. */
    private static final long PATIENCE_SECONDS = 5;

    private final int rate;
    private final int burst;
    private final int atOnce;
    private final int waiting;
    private final LongSupplier nanoTime;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    @Autowired
    IntakeLimits(IngestSettings settings) {
        this(settings.rate(), settings.burst(), settings.atOnce(), settings.waiting(), System::nanoTime);
    }

    IntakeLimits(int rate, int burst, int atOnce, int waiting, LongSupplier nanoTime) {
        this.rate = rate;
        this.burst = burst;
        this.atOnce = atOnce;
        this.waiting = waiting;
        this.nanoTime = nanoTime;
    }

    /**
     * Does the work if the source's share has room for it.
     *
     * @throws Refusal 429 when it has none
     */
    <T> T within(String source, Supplier<T> work) {
        // sources are accounts that have logged in: the map stays as small as their list
        Share share = shares.computeIfAbsent(source, name -> new Share(burst, nanoTime.getAsLong()));
        if (!share.enter(nanoTime.getAsLong())) {
            throw new Refusal(
                    429,
                    "source-too-fast",
                    "该来源提交过快，请按 Retry-After 稍后再提交；本条未受理。",
                    "This source sends too fast: come again after Retry-After; this one was not taken.");
        }
        try {
            return work.get();
        } finally {
            share.leave();
        }
    }

    /** What one source has left: alerts, places to stand in, and among them places to work at. */
    private final class Share {
        private final Semaphore places = new Semaphore(atOnce + waiting);
        private final Semaphore work = new Semaphore(atOnce, true);
        private double left;
        private long filledAt;

        private Share(double left, long filledAt) {
            this.left = left;
            this.filledAt = filledAt;
        }

        private boolean enter(long now) {
            if (!places.tryAcquire()) {
                return false;
            }
            boolean entered = false;
            try {
                entered = isWithinRate(now) && work.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (!entered) {
                    places.release();
                }
            }
            return entered;
        }

        private synchronized boolean isWithinRate(long now) {
            left = Math.min(burst, left + (now - filledAt) / NANOS * rate);
            filledAt = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }

        private void leave() {
            work.release();
            places.release();
        }
    }
}
