package cn.gulou.hub.simulator;

import java.util.HashMap;
import java.util.Map;

/** What the parts of one SMSC share. Only its loop's thread may touch it. */
final class Centre {
    final Faults faults = new Faults();
    final Tallies tallies = new Tallies();
    final Recording recording = new Recording();
    final TimerWheel timers = new TimerWheel();
    final WallClock clock = new WallClock();
    final Map<String, Account> accounts = new HashMap<>();

    SimulatorSettings settings;
    Fate fate;
    /** When the bytes at hand were read: the arrival time of the submits in them. */
    long nanoTime = System.nanoTime();

    private long lastId;

    Centre(SimulatorSettings settings) {
        apply(settings);
        long first = settings.answers().firstId();
        // A million ids a second are kept free, so the next run begins above this one.
        lastId = (first == 0 ? System.currentTimeMillis() * 1000 : first) - 1;
    }

    void apply(SimulatorSettings changed) {
        settings = changed;
        fate = new Fate(changed);
        recording.keepAtMost(changed.answers().record());
    }

    long nextId() {
        return ++lastId;
    }

    long epochMillis() {
        return clock.epochMillis(nanoTime);
    }

    long millis() {
        return clock.millis(nanoTime);
    }

    Account account(String systemId) {
        return accounts.computeIfAbsent(systemId, Account::new);
    }
}
