package cn.gulou.hub.simulator;

/** Timers to the millisecond, constant cost at any number; equal times fall due in the order they were set. */
final class TimerWheel {
    private static final int SLOTS = 4096;
    private static final int MASK = SLOTS - 1;

    private final Timed[] first = new Timed[SLOTS];
    private final Timed[] last = new Timed[SLOTS];
    private long now;
    private int waiting;

    /** @param delay milliseconds; never falls due within the current one */
    void schedule(Timed timed, long delay) {
        timed.due = now + Math.max(1, delay);
        waiting++;
        append(timed);
    }

    /** Moves the clock on and runs whatever has fallen due, in order. */
    void advance(long millis) {
        while (now < millis) {
            if (waiting == 0) {
                now = millis;
                return;
            }
            now++;
            tick();
        }
    }

    /** Milliseconds until something may fall due, at most {@code longest}. */
    long idle(long longest) {
        if (waiting == 0) {
            return longest;
        }
        for (int i = 1; i < longest; i++) {
            if (first[(int) (now + i) & MASK] != null) {
                return i;
            }
        }
        return longest;
    }

    int waiting() {
        return waiting;
    }

    private void tick() {
        int slot = (int) now & MASK;
        Timed timed = first[slot];
        first[slot] = null;
        last[slot] = null;
        while (timed != null) {
            Timed following = timed.next;
            timed.next = null;
            if (timed.due > now) {
                append(timed);
            } else {
                waiting--;
                timed.fallDue();
            }
            timed = following;
        }
    }

    private void append(Timed timed) {
        int slot = (int) timed.due & MASK;
        if (last[slot] == null) {
            first[slot] = timed;
        } else {
            last[slot].next = timed;
        }
        last[slot] = timed;
    }
}
