package cn.gulou.hub.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after too many wrong passwords an address must wait, an account must from any address, and so must
 * the two together. Where an account has come in before, only its own wrong passwords from there count: nobody else can
 * lock it out.
 */
@Component
class WrongPasswords {
    private static final int MOST_KEPT = 10_000;

    private final Clock clock;
    private final int limit;
    private final Duration wait;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    WrongPasswords(Clock clock, ConsoleSettings settings) {
        this.clock = clock;
        limit = settings.wrongPasswords();
        wait = settings.pause();
    }

    /** How long this address must wait before it may try this account; zero when it need not. */
    Duration waitFor(String account, String address) {
        Duration both = left(both(account, address));
        if (known.contains(both(account, address))) {
            return both;
        }
        return Stream.of(both, left("address " + address), left("account " + account))
                .max(Comparator.naturalOrder())
                .orElse(both);
    }

    void wrong(String account, String address) {
        Instant now = clock.instant();
        if (counts.size() >= MOST_KEPT) {
            counts.values().removeIf(count -> !now.isBefore(count.until));
        }
        count("address " + address, now);
        count("account " + account, now);
        count(both(account, address), now);
    }

    void right(String account, String address) {
        counts.remove(both(account, address));
        known.add(both(account, address));
    }

    private static String both(String account, String address) {
        return account + " from " + address;
    }

    private void count(String key, Instant now) {
        counts.compute(key, (k, old) -> {
            int before = old == null || !now.isBefore(old.until) ? 0 : old.wrong;
            return new Count(before + 1, now.plus(wait));
        });
    }

    private Duration left(String key) {
        Count count = counts.get(key);
        Instant now = clock.instant();
        boolean waits = count != null && count.wrong >= limit && now.isBefore(count.until);
        return waits ? Duration.between(now, count.until) : Duration.ZERO;
    }

    private record Count(int wrong, Instant until) {}
}
