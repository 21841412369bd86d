package cn.gulou.hub.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** validity_period (SMPP 3.4, 7.1.1): until when the carrier may try to deliver a text. Never beyond its expiry. */
final class Validity {
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);

    /** Days are counted to 30: beyond it the carrier would count in months, and those differ. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private Validity() {}

    /**
     * @param how none, relative or absolute
     * @return null for none: the carrier's own default
     */
    static String of(String how, Instant now, Instant expiresAt) {
        return switch (how) {
            case "relative" -> relative(Duration.between(now, expiresAt));
            case "absolute" -> ABSOLUTE.format(expiresAt) + "000+";
            default -> null;
        };
    }

    private static String relative(Duration left) {
        // nothing left would be read as no limit at all
        Duration least = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        Duration told = least.compareTo(LONGEST) > 0 ? LONGEST : least;
        // by hand: this is done for every segment
        return new StringBuilder("0000")
                .append(twoDigits(told.toDays()))
                .append(twoDigits(told.toHoursPart()))
                .append(twoDigits(told.toMinutesPart()))
                .append(twoDigits(told.toSecondsPart()))
                .append("000R")
                .toString();
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
