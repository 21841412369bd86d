package cn.gulou.hub.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets segments of one port go one by one, evenly spaced, and never more than the limit within any second, measured where
 * they are written: those written in the last second and those let go but not written yet are counted together, so a
 * pause of this process between the two cannot bunch them. Slows down when the carrier says it is too fast (halves, then
 * grows back steadily).
 */
final class Pacer {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** What a pause lost is caught up to this extent, but a little faster only: a burst would arrive as one. */
    private static final long CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final double CATCH_UP_SPACING = 0.92;
    /** Whoever is too early rests so long at least: waking a thread for each segment costs more than making and sending it. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** What a rest held back may go at once; a little more, since no timer is exact. */
    private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private static final double BACK_OFF = 0.5;
    private static final double LEAST = 0.05;
    /** Back from the least to the whole rate in 10 s. */
    private static final double GROWTH_A_SECOND = 0.095;

    /** Held by the one that waits, and never while saying what is written: that must not wait for those who do. */
    private final Object row = new Object();

    private final double perSecond;
    private final long standStillNanos;
    private final long[] written;
    private int oldest;
    private int count;
    private int underWay;
    private long next;
    private long nextAtOnce;
    private double share = 1;
    private long shareSince;

    /**
     * @param perSecond segments a second on the average
     * @param limit most in any second
     * @param standStill how long nothing goes after the carrier said "too fast"
     */
    Pacer(double perSecond, int limit, Duration standStill) {
        this.perSecond = perSecond;
        this.standStillNanos = standStill.toNanos();
        this.written = new long[Math.max(1, limit)];
        this.next = System.nanoTime();
        this.nextAtOnce = next;
        this.shareSince = next;
    }

    /**
     * Returns when so many more may go, at once; whoever calls says {@link #written} afterwards, come what may.
     *
     * @param segments no more than the limit of a second
     */
    void await(int segments) {
        boolean interrupted = false;
        synchronized (row) {
            for (long nanos = letGo(segments); nanos > 0; nanos = letGo(segments)) {
                LockSupport.parkNanos(nanos);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets them go if it is time; else says how long to wait before asking again, in nanoseconds. */
    private synchronized long letGo(int segments) {
        long now = System.nanoTime();
        long due = due(now, segments);
        if (due > now) {
            return Math.max(due - now, REST_NANOS);
        }
        long spacing = (long) (segments * SECOND / (perSecond * share(now)));
        next = Math.max(next + spacing, now - CATCH_UP_NANOS);
        nextAtOnce = Math.max(nextAtOnce + (long) (CATCH_UP_SPACING * spacing), now - GRAIN_NANOS);
        underWay += segments;
        return 0;
    }

    /** So many of those let go are on the wire, or will not go. */
    synchronized void written(int segments) {
        long now = System.nanoTime();
        for (int n = 0; n < segments; n++) {
            written[(oldest + count) % written.length] = now;
            count++;
        }
        underWay -= segments;
    }

    /** The carrier said "too fast": stands still a moment, then goes on at half the pace, once for each round of answers. */
    synchronized void throttled() {
        long now = System.nanoTime();
        if (next < now + standStillNanos / 2) {
            share = Math.max(LEAST, share(now) * BACK_OFF);
            shareSince = now;
            next = now + standStillNanos;
        }
    }

    /** The part of the pace in use, 0 to 1. */
    synchronized double share() {
        return share(System.nanoTime());
    }

    private double share(long now) {
        if (share < 1) {
            share = Math.min(1, share + GROWTH_A_SECOND * Math.max(0, now - shareSince) / SECOND);
        }
        shareSince = now;
        return share;
    }

    /** When the next may go: by its place in the row, and so that no second holds more than the limit. */
    private long due(long now, int segments) {
        while (count > 0 && now - written[oldest] >= SECOND) {
            oldest = (oldest + 1) % written.length;
            count--;
        }
        if (count + underWay + segments <= written.length) {
            return Math.max(next, nextAtOnce);
        }
        return count > 0 ? Math.max(next, written[oldest] + SECOND) : now + REST_NANOS;
    }
}
