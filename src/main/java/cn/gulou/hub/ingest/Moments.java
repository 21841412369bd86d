package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Times;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them. */
final class Moments {
    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d+)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");
    /** The end of a day, which ISO 8601 and XML Schema allow. */
    private static final Pattern MIDNIGHT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T24:00(?::00(?:\\.0+)?)?(Z|[+-]\\d{2}:\\d{2})");

    private static final int LAST_YEAR = 9999;
    /** Seconds: no zone lies farther from UTC than 14 hours, nor does XML Schema allow it. */
    private static final int FARTHEST = 14 * 3600;

    private static final Pattern ONLY_OFFSET = Pattern.compile("[+-]\\d{2}:?\\d{2}");
    private static final Pattern IN_IDENTIFIER = Pattern.compile("^\\d+_(\\d{14})(?:_\\d+)?$");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private Moments() {}

    /** A time of the national profile: a space or T, an offset or none, empty, or the offset alone (FORMATS §1a). */
    static OffsetDateTime lenient(String written, String where, Findings findings) {
        String text = written == null
                ? ""
                : Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (ONLY_OFFSET.matcher(text).matches()) {
            findings.add(Fault.TIME_EMPTY, where);
            return null;
        }
        Matcher time = WRITTEN.matcher(text);
        if (!time.matches()) {
            findings.add(Fault.TIME_MALFORMED, where);
            return null;
        }
        return put(time, where, findings);
    }

    /** A time of CAP or JSON: ISO 8601 with an offset. Null when it is not; the reason stands in the findings. */
    static OffsetDateTime strict(String written, String where, Findings findings) {
        if (written == null) {
            return null;
        }
        Matcher midnight = MIDNIGHT.matcher(written);
        try {
            return midnight.matches()
                    ? kept(OffsetDateTime.parse(midnight.group(1) + "T00:00:00" + midnight.group(2))
                            .plusDays(1))
                    : kept(OffsetDateTime.parse(written));
        } catch (DateTimeException e) {
            findings.add(Fault.TIME_MALFORMED, where);
            return null;
        }
    }

    /**
     * The time itself, when the ledger can keep it.
     *
     * @throws DateTimeException when it lies outside the years 1 to 9999 of UTC, or no place on earth has its offset
     */
    static OffsetDateTime kept(OffsetDateTime time) {
        int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR || Math.abs(time.getOffset().getTotalSeconds()) > FARTHEST) {
            throw new DateTimeException("out of range");
        }
        return time;
    }

    /** The time of entry that an identifier of the national profile holds; null when it holds none. */
    static OffsetDateTime inIdentifier(String identifier) {
        Matcher matcher = IN_IDENTIFIER.matcher(identifier == null ? "" : identifier);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return beijing(LocalDateTime.parse(matcher.group(1), COMPACT));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A local time of Beijing with its offset. */
    static OffsetDateTime beijing(LocalDateTime local) {
        return local.atZone(Times.BEIJING).toOffsetDateTime();
    }

    private static OffsetDateTime put(Matcher time, String where, Findings findings) {
        try {
            LocalDateTime local = local(time);
            if (time.group(7) == null) {
                findings.add(Fault.TIME_WITHOUT_OFFSET, where);
                return kept(beijing(local));
            }
            return kept(local.atOffset(ZoneOffset.of(time.group(7))));
        } catch (DateTimeException e) {
            findings.add(Fault.TIME_MALFORMED, where);
            return null;
        }
    }

    private static LocalDateTime local(Matcher time) {
        LocalDate day = LocalDate.of(number(time.group(1)), number(time.group(2)), number(time.group(3)));
        return at(day, number(time.group(4)), number(time.group(5)), time.group(6) == null ? 0 : number(time.group(6)));
    }

    /**
     * A time of a day; 24:00 is its end.
     *
     * @throws DateTimeException when no clock shows it
     */
    static LocalDateTime at(LocalDate day, int hour, int minute, int second) {
        return hour == 24 && minute == 0 && second == 0
                ? day.plusDays(1).atStartOfDay()
                : day.atTime(hour, minute, second);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
