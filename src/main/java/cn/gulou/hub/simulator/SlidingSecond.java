package cn.gulou.hub.simulator;

/** Arrivals within the last second, exact to the nanosecond, and the most there ever were in any second. */
final class SlidingSecond {
    private static final long SECOND = 1_000_000_000L;

    private long[] times = new long[1024];
    private int head;
    private int size;
    private int most;

    void add(long nanoTime) {
        expire(nanoTime);
        if (size == times.length) {
            grow();
        }
        times[head + size & times.length - 1] = nanoTime;
        size++;
        most = Math.max(most, size);
    }

    /** Adds an arrival unless the second that ends with it already holds {@code limit} of them. */
    boolean tryAdd(long nanoTime, int limit) {
        expire(nanoTime);
        if (size >= limit) {
            return false;
        }
        add(nanoTime);
        return true;
    }

    int most() {
        return most;
    }

    void reset() {
        head = 0;
        size = 0;
        most = 0;
    }

    private void expire(long nanoTime) {
        while (size > 0 && nanoTime - times[head] >= SECOND) {
            head = head + 1 & times.length - 1;
            size--;
        }
    }

    private void grow() {
        long[] larger = new long[times.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = times[head + i & times.length - 1];
        }
        times = larger;
        head = 0;
    }
}
