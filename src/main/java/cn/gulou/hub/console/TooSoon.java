package cn.gulou.hub.console;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Whoever was told 429 with Retry-After and comes again sooner: refused at the door, before anything is read, so that a flood
 * from one account costs next to nothing. By account and path; nobody else waits.
 */
final class TooSoon {
    private final Map<String, Long> until = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    TooSoon(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean comes(String account, String path) {
        Long end = until.get(key(account, path));
        if (end == null) {
            return false;
        }
        if (end - nanoTime.getAsLong() > 0) {
            return true;
        }
        until.remove(key(account, path), end);
        return false;
    }

    /** @param seconds as Retry-After said, or null */
    void told(String account, String path, String seconds) {
        if (seconds != null) {
            long wait = Duration.ofSeconds(Long.parseLong(seconds)).toNanos();
            until.put(key(account, path), nanoTime.getAsLong() + wait);
        }
    }

    private static String key(String account, String path) {
        return account + " " + path;
    }
}
