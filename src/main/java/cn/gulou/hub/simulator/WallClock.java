package cn.gulou.hub.simulator;

/** Ties nanoTime to the time of day once, so that counts and receipts need one clock reading between them. */
final class WallClock {
    private final long startNanos = System.nanoTime();
    private final long startMillis = System.currentTimeMillis();

    long epochMillis(long nanoTime) {
        return startMillis + millis(nanoTime);
    }

    /** Milliseconds since this clock began. */
    long millis(long nanoTime) {
        return (nanoTime - startNanos) / 1_000_000;
    }
}
