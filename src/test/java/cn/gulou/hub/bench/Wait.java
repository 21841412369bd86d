package cn.gulou.hub.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again and again, until it is so or time is up. */
final class Wait {
    private Wait() {}

    /** @param what it is waited for, to end "… took longer than" with */
    static void until(Duration patience, Duration pause, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchFailure(what + " took longer than " + patience.toSeconds() + " s.");
            }
            pause(pause);
        }
    }

    static void pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
    }
}
