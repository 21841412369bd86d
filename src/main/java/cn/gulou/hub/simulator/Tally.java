package cn.gulou.hub.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Running numbers of one short code, one system-id, or all together. */
final class Tally {
    private final SlidingSecond second = new SlidingSecond();
    private final StatusCounts rejected = new StatusCounts();
    private final StatusCounts answeredOtherwise = new StatusCounts();
    private final Map<String, long[]> outcomes = new HashMap<>();
    private final Map<String, long[]> taken = new HashMap<>();
    private long binds;
    private long submits;
    private long multis;
    private long accepted;
    private long throttled;
    private long swallowed;
    private long doubled;
    private long receiptsSent;
    private long receiptsAnsweredOk;
    private long repliesSent;
    private long repliesAnsweredOk;
    private long firstNanos;
    private long lastNanos;

    void bound() {
        binds++;
    }

    void submitted(long nanoTime) {
        if (submits++ == 0) {
            firstNanos = nanoTime;
        }
        lastNanos = nanoTime;
        second.add(nanoTime);
    }

    void multi() {
        multis++;
    }

    void accepted(boolean again, Outcome outcome) {
        accepted++;
        doubled += again ? 1 : 0;
        count(outcomes, outcome.stat());
    }

    void rejected(int status) {
        if (status == Pdu.THROTTLED) {
            throttled++;
        } else {
            rejected.add(status);
        }
    }

    void swallowed() {
        swallowed++;
    }

    void sent(boolean receipt) {
        if (receipt) {
            receiptsSent++;
        } else {
            repliesSent++;
        }
    }

    void answered(Outcome receipt, int status) {
        if (receipt == null) {
            repliesAnsweredOk += status == Pdu.OK ? 1 : 0;
        } else if (status == Pdu.OK) {
            receiptsAnsweredOk++;
            count(taken, receipt.stat());
        } else {
            answeredOtherwise.add(status);
        }
    }

    boolean silent() {
        return binds + submits + receiptsSent + repliesSent == 0;
    }

    void reset() {
        second.reset();
        rejected.reset();
        answeredOtherwise.reset();
        outcomes.clear();
        taken.clear();
        binds = submits = multis = accepted = throttled = swallowed = doubled = 0;
        receiptsSent = receiptsAnsweredOk = repliesSent = repliesAnsweredOk = 0;
    }

    Counts.Numbers shown(WallClock clock) {
        return new Counts.Numbers(
                binds,
                submits,
                multis,
                accepted,
                throttled,
                rejected.shown(),
                swallowed,
                accepted - doubled,
                doubled,
                shown(outcomes),
                receiptsSent,
                receiptsAnsweredOk,
                answeredOtherwise.shown(),
                shown(taken),
                repliesSent,
                repliesAnsweredOk,
                second.most(),
                instant(clock, firstNanos),
                instant(clock, lastNanos),
                meanPerSecond());
    }

    private Instant instant(WallClock clock, long nanoTime) {
        return submits == 0 ? null : Instant.ofEpochMilli(clock.epochMillis(nanoTime));
    }

    private double meanPerSecond() {
        long nanos = lastNanos - firstNanos;
        return submits < 2 || nanos == 0 ? 0 : (submits - 1) * 1e9 / nanos;
    }

    private static void count(Map<String, long[]> counts, String stat) {
        long[] count = counts.get(stat);
        if (count == null) {
            counts.put(stat, new long[] {1});
        } else {
            count[0]++;
        }
    }

    private static Map<String, Long> shown(Map<String, long[]> counts) {
        Map<String, Long> shown = new TreeMap<>();
        counts.forEach((stat, count) -> shown.put(stat, count[0]));
        return shown;
    }
}
