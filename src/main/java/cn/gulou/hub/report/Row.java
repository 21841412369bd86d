package cn.gulou.hub.report;

import cn.gulou.hub.alert.Times;
import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One row of the ledger, read as the face shows it: ids as text, states in kebab-case, times in Beijing's offset. */
record Row(Map<String, Object> columns) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Object raw(String column) {
        return columns.get(column);
    }

    String text(String column) {
        Object value = columns.get(column);
        return value == null ? null : value.toString();
    }

    Long number(String column) {
        return columns.get(column) instanceof Number number ? number.longValue() : null;
    }

    /** A name of the database as a name of the face: PENDING_APPROVAL → pending-approval. */
    String name(String column) {
        return kebab(text(column));
    }

    Instant instant(String column) {
        return columns.get(column) instanceof Timestamp timestamp ? timestamp.toInstant() : null;
    }

    String time(String column) {
        return beijing(instant(column));
    }

    List<Violation> violations(String column) {
        try {
            String value = text(column);
            return value == null ? List.of() : JSON.readValue(value, new TypeReference<List<Violation>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column " + column + " does not hold a list of violations", e);
        }
    }

    Object json(String column) {
        try {
            String value = text(column);
            return value == null ? null : JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column " + column + " does not hold JSON", e);
        }
    }

    static String kebab(String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A moment to the millisecond, as 2026-11-23T15:05:00.123+08:00; null stays null. */
    static String beijing(Instant instant) {
        return instant == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        ZonedDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), Times.BEIJING));
    }
}
