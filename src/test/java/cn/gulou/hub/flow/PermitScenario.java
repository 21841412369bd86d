package cn.gulou.hub.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;

/**
 * A broadcast's permit and all that time does to it, in whole minutes after a midnight in Beijing; and what the contract says
 * of it, told independently of the ledger's SQL: the window as a set of minutes of the day, the rest minute by minute.
 *
 * @param opens minute of the day; null: no window
 * @param notBefore minute; null: none
 */
record PermitScenario(
        Integer opens,
        Integer closes,
        Integer notBefore,
        int expires,
        boolean paused,
        boolean stopped,
        List<Grant> grants,
        List<Period> periods) {
    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    static final Instant MIDNIGHT =
            ZonedDateTime.of(2026, 12, 1, 0, 0, 0, 0, BEIJING).toInstant();
    static final int DAY = 24 * 60;

    /** @param covers whether its scope is this broadcast */
    record Grant(int from, int minutes, String scope, boolean covers) {}

    /** @param forUs whether it is reserved for the broadcast's sender */
    record Period(int from, int minutes, String reservedFor, boolean forUs) {}

    static Instant at(int minute) {
        return MIDNIGHT.plus(minute, ChronoUnit.MINUTES);
    }

    String refusal(Instant at) {
        if (!at.isBefore(at(expires))) {
            return "expired";
        }
        if (stopped) {
            return "sending-stopped";
        }
        if (paused) {
            return "paused";
        }
        if (notBefore != null && at.isBefore(at(notBefore))) {
            return "before-send-after";
        }
        boolean granted = grants.stream()
                .anyMatch(grant -> grant.covers() && isWithin(at, grant.from(), grant.from() + grant.minutes()));
        if (!window().get(minuteOfDay(at)) && !granted) {
            return "outside-window";
        }
        boolean reserved = periods.stream()
                .anyMatch(period -> !period.forUs() && isWithin(at, period.from(), period.from() + period.minutes()));
        return reserved ? "reserved" : null;
    }

    /** When it may send at the earliest: this moment, or the first whole minute after it; null when it never may. */
    Instant maySendFrom(Instant at) {
        if (refusal(at) == null) {
            return at;
        }
        long minute = ChronoUnit.MINUTES.between(MIDNIGHT, at) + 1;
        for (; minute < expires; minute++) {
            if (refusal(at((int) minute)) == null) {
                return at((int) minute);
            }
        }
        return null;
    }

    /** When so many seconds of sending are over, begun at this minute; null when it expires before. */
    Instant end(int minute, double seconds) {
        double left = seconds;
        for (int now = minute; now < expires; now++) {
            if (refusal(at(now)) != null) {
                continue;
            }
            if (left <= 60) {
                return at(now).plusNanos(Math.round(left * 1e9));
            }
            left -= 60;
        }
        return null;
    }

    private BitSet window() {
        BitSet minutes = new BitSet(DAY);
        if (opens == null) {
            minutes.set(0, DAY);
            return minutes;
        }
        int minute = opens;
        do {
            minutes.set(minute);
            minute = (minute + 1) % DAY;
        } while (minute != closes);
        return minutes;
    }

    private static int minuteOfDay(Instant at) {
        return Math.floorMod(ChronoUnit.MINUTES.between(MIDNIGHT, at.truncatedTo(ChronoUnit.MINUTES)), DAY);
    }

    private static boolean isWithin(Instant at, int from, int until) {
        return !at.isBefore(at(from)) && at.isBefore(at(until));
    }
}
