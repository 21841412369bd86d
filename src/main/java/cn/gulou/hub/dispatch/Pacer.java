package cn.gulou.hub.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets segments of one port go one by one, evenly spaced. What a pause of this process lost is not caught up beyond 6 ms:
 * a burst after a pause would put more than the carrier's rate into one second.
 */
final class Pacer {
    private static final long CATCH_UP_NANOS = 6_000_000;

    private final long spacingNanos;
    private long next = System.nanoTime();

    /** @param perSecond segments a second */
    Pacer(double perSecond) {
        spacingNanos = Math.max(1, (long) (1_000_000_000L / perSecond));
    }

    /** Returns when the next segment may go. */
    synchronized void await() {
        long wait = next - System.nanoTime();
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            wait = next - System.nanoTime();
        }
        next = Math.max(next + spacingNanos, System.nanoTime() - CATCH_UP_NANOS);
    }

    /** The carrier said "too fast": nothing goes for this long. */
    synchronized void standStill(Duration pause) {
        next = Math.max(next, System.nanoTime() + pause.toNanos());
    }
}
