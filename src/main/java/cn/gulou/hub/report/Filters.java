package cn.gulou.hub.report;

import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SubmissionState;
import cn.gulou.hub.alert.Violation;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads what a list is asked for, into the parameters of its SQL. What is left out does not filter. */
@Component("filters")
public class Filters {
    private static final int LAST_PAGE = 1_000_000;

    /** Broadcasts by state, kind and time of making; {@code from} inclusive, {@code to} exclusive; pages from 0. */
    public Map<String, Object> broadcasts(String state, String kind, String from, String to, String page) {
        List<Violation> wrong = new ArrayList<>();
        Map<String, Object> filter = new HashMap<>();
        filter.put("alertId", null);
        filter.put(
                "state",
                read(
                        "state",
                        state,
                        value -> BroadcastState.valueOf(constant(value)).name(),
                        wrong));
        filter.put("kind", read("kind", kind, value -> Kind.of(value).wireName(), wrong));
        // A plus sign that nobody encoded arrives as a space.
        filter.put("from", read("from", from, value -> OffsetDateTime.parse(value.replace(' ', '+')), wrong));
        filter.put("to", read("to", to, value -> OffsetDateTime.parse(value.replace(' ', '+')), wrong));
        filter.put("page", read("page", page, Filters::page, wrong));
        return checked(filter, wrong);
    }

    /** The first page of an alert's broadcasts. */
    public Map<String, Object> broadcastsOf(Long alertId) {
        Map<String, Object> filter = broadcasts(null, null, null, null, null);
        filter.put("alertId", alertId);
        return filter;
    }

    /** Submissions by state; pages from 0. */
    public Map<String, Object> submissions(String state, String page) {
        List<Violation> wrong = new ArrayList<>();
        Map<String, Object> filter = new HashMap<>();
        filter.put(
                "state",
                read(
                        "state",
                        state,
                        value -> SubmissionState.valueOf(constant(value)).name(),
                        wrong));
        filter.put("page", read("page", page, Filters::page, wrong));
        return checked(filter, wrong);
    }

    /** The format of a report: json when nothing is said. */
    public String format(String asked) {
        String format = asked == null || asked.isBlank() ? "json" : asked.toLowerCase(Locale.ROOT);
        if (!format.equals("json") && !format.equals("csv")) {
            throw new Refusal(
                    422,
                    List.of(new Violation(
                            "format-not-available",
                            "format",
                            "目前提供 json 和 csv；xlsx 和 pdf 将在后续版本提供。",
                            "json and csv are available; xlsx and pdf come in a later version.")));
        }
        return format;
    }

    private static Object read(String where, String value, Function<String, Object> reader, List<Violation> wrong) {
        if (value == null || value.isBlank()) {
            return where.equals("page") ? 0 : null;
        }
        try {
            return reader.apply(value.strip());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            wrong.add(new Violation(
                    "parameter-not-valid", where, "查询参数的值无效。", "The value of this parameter is not valid."));
            return null;
        }
    }

    private static Map<String, Object> checked(Map<String, Object> filter, List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(400, wrong);
        }
        return filter;
    }

    private static Integer page(String value) {
        int page = Integer.parseInt(value);
        if (page < 0 || page > LAST_PAGE) {
            throw new IllegalArgumentException("page");
        }
        return page;
    }

    private static String constant(String value) {
        return value.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
