package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Times;
import java.text.Normalizer;
import java.time.DateTimeException;
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
        try {
            return OffsetDateTime.parse(written);
        } catch (DateTimeParseException e) {
            findings.add(Fault.TIME_MALFORMED, where);
            return null;
        }
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
            LocalDateTime local = LocalDateTime.of(
                    number(time.group(1)),
                    number(time.group(2)),
                    number(time.group(3)),
                    number(time.group(4)),
                    number(time.group(5)),
                    time.group(6) == null ? 0 : number(time.group(6)));
            if (time.group(7) == null) {
                findings.add(Fault.TIME_WITHOUT_OFFSET, where);
                return beijing(local);
            }
            return local.atOffset(ZoneOffset.of(time.group(7)));
        } catch (DateTimeException e) {
            findings.add(Fault.TIME_MALFORMED, where);
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
