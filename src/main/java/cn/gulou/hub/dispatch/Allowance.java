package cn.gulou.hub.dispatch;

/**
 * How many claimed, unanswered segments a port may hold: the bound on UNCERTAIN after a crash (DESIGN §4), and what makes
 * pause, priority and the end of the window quick. min(sessions × window, rate × (round trip + 0.5 s)).
 */
final class Allowance {
    private static final double BUFFER_SECONDS = 0.5;
    private static final double SMOOTHING = 0.05;

    private final int most;
    private final double rate;
    private double roundTripSeconds = 0.02;
    private int held;

    Allowance(int sessions, int window, double rate) {
        this.most = sessions * window;
        this.rate = rate;
    }

    /**
     * Takes part of what is free, waiting until something is.
     *
     * @param wanted at most so many
     * @return how many were taken, 1 to wanted; 0 when interrupted
     */
    synchronized int take(int wanted) {
        while (free() <= 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
        int taken = Math.min(wanted, free());
        held += taken;
        return taken;
    }

    synchronized void giveBack(int segments) {
        held -= segments;
        notifyAll();
    }

    /** An answer came after this long. */
    synchronized void answered(long roundTripNanos) {
        roundTripSeconds += SMOOTHING * (roundTripNanos / 1e9 - roundTripSeconds);
    }

    synchronized int bound() {
        return (int) Math.max(1, Math.min(most, Math.ceil(rate * (roundTripSeconds + BUFFER_SECONDS))));
    }

    synchronized int held() {
        return held;
    }

    private int free() {
        return bound() - held;
    }
}
