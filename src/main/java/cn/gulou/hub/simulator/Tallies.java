package cn.gulou.hub.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** All that is counted; {@link Counts} explains the numbers. */
final class Tallies {
    /** Names beyond so many are counted together: a client that makes them up must not fill the memory. */
    private static final int MOST_NAMES = 500;

    private static final String OTHERS = "others";

    final Tally all = new Tally();
    final LongSet seen = new LongSet();
    long bindsRefused;
    long malformed;
    long strayAnswers;

    private final Map<String, Tally> bySource = new HashMap<>();
    private final Map<String, Tally> bySystemId = new HashMap<>();

    TallySet of(String systemId, String source) {
        return new TallySet(all, systemId(systemId), named(bySource, source));
    }

    void bound(String systemId) {
        all.bound();
        systemId(systemId).bound();
    }

    Map<String, Counts.Numbers> bySource(WallClock clock) {
        return shown(bySource, clock);
    }

    Map<String, Counts.Numbers> bySystemId(WallClock clock) {
        return shown(bySystemId, clock);
    }

    /** Tallies stay in place: receipts on their way still point at them. */
    void reset() {
        seen.clear();
        all.reset();
        bySource.values().forEach(Tally::reset);
        bySystemId.values().forEach(Tally::reset);
        bindsRefused = malformed = strayAnswers = 0;
    }

    private Tally systemId(String systemId) {
        return named(bySystemId, systemId);
    }

    private static Tally named(Map<String, Tally> tallies, String name) {
        boolean full = tallies.size() >= MOST_NAMES && !tallies.containsKey(name);
        return tallies.computeIfAbsent(full ? OTHERS : name, any -> new Tally());
    }

    private static Map<String, Counts.Numbers> shown(Map<String, Tally> tallies, WallClock clock) {
        Map<String, Counts.Numbers> shown = new TreeMap<>();
        tallies.forEach((name, tally) -> {
            if (!tally.silent()) {
                shown.put(name, tally.shown(clock));
            }
        });
        return shown;
    }
}
