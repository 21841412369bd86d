package cn.gulou.hub.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again, until it is so or time is up. */
final class Deadline {
    private final long end;
    private final Duration pause;
    private final String tooLate;

    /** @param tooLate the sentence when time is up */
    Deadline(Duration patience, Duration pause, String tooLate) {
        this.end = System.nanoTime() + patience.toNanos();
        this.pause = pause;
        this.tooLate = tooLate;
    }

    /** Waits for the next look. */
    void next() {
        if (System.nanoTime() > end) {
            throw new DemoFailure(tooLate);
        }
        LockSupport.parkNanos(pause.toNanos());
    }
}
