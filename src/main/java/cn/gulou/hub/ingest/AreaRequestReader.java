package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Audience.Point;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an area request (FORMATS §2.4). It has no identity of its own: sender is the account, identifier the fingerprint
 * of its content. It may say its status; when it does not, it is quarantined, for nothing unsaid goes out.
 */
final class AreaRequestReader {
    private static final Set<String> FIELDS = Set.of(
            "startDate", "startTime", "endDate", "endTime", "title", "content", "receivers", "area", "status", "datum");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/]?(\\d{2})[-/]?(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{2}):?(\\d{2})(?::?(\\d{2}))?");

    private final Draft draft = new Draft(Dialect.JSON);
    private final Findings findings;
    private final Fields fields;

    private AreaRequestReader(JsonNode request, Findings findings) {
        this.findings = findings;
        this.fields = new Fields(request, "", findings).only(FIELDS).required("startDate", "content");
    }

    /** True when a JSON object is an area request and not the model. */
    static boolean isAreaRequest(JsonNode object) {
        return object.has("startDate") && !object.has("identifier");
    }

    static Draft read(JsonNode request, Findings findings) {
        AreaRequestReader reader = new AreaRequestReader(request, findings);
        reader.text();
        reader.receivers();
        reader.area();
        return reader.draft;
    }

    private void text() {
        draft.messageType = MessageType.ALERT;
        draft.scope = Scope.PUBLIC;
        draft.status = fields.constant(Status.class, "status", "Actual, Exercise, Test, Draft");
        if (fields.text("status") == null) {
            draft.status = Status.ACTUAL;
            findings.add(Fault.STATUS_NOT_SAID, "");
        }
        draft.language = "zh-CN";
        draft.headline = fields.text("title");
        draft.smsText = fields.text("content");
        draft.sendAfter = moment("startDate", "startTime", LocalTime.MIN);
        draft.expires = moment("endDate", "endTime", LocalTime.of(23, 59, 59));
        draft.sent = draft.sendAfter;
    }

    private void receivers() {
        List<String> numbers = new ArrayList<>();
        Set<String> receivers = new LinkedHashSet<>();
        if (fields.isArray("receivers")) {
            receivers.addAll(fields.texts("receivers"));
        } else {
            receivers.addAll(Numbers.pieces(fields.text("receivers")));
        }
        for (String receiver : receivers) {
            boolean number = receiver.chars().noneMatch(Character::isLetter);
            if (number) {
                numbers.add(receiver);
            } else {
                draft.groups.add(receiver);
            }
        }
        draft.numbers = Numbers.of(numbers, fields.at("receivers"), findings);
        draft.personal = !numbers.isEmpty();
    }

    private void area() {
        Rules.datum(draft, fields.text("datum"), fields.at("datum"), findings);
        List<JsonNode> corners = fields.array("area");
        if (corners.isEmpty()) {
            return;
        }
        List<Point> points = new ArrayList<>();
        for (JsonNode corner : corners) {
            Point point = Fields.point(corner);
            if (point == null) {
                findings.add(Fault.COORDINATE_MALFORMED, fields.at("area"));
                return;
            }
            points.add(point);
        }
        if (!points.get(0).equals(points.get(points.size() - 1))) {
            points.add(points.get(0));
            findings.add(Fault.RING_CLOSED, fields.at("area"));
        }
        draft.add(Geometry.ring(points, fields.at("area"), findings));
    }

    private OffsetDateTime moment(String dateName, String timeName, LocalTime unsaid) {
        String date = fields.text(dateName);
        String time = fields.text(timeName);
        if (date == null) {
            return null;
        }
        Matcher day = DATE.matcher(date);
        Matcher hour = TIME.matcher(time == null ? "" : time);
        if (!day.matches() || time != null && !hour.matches()) {
            findings.add(Fault.TIME_MALFORMED, fields.at(dateName));
            return null;
        }
        try {
            LocalDate local = LocalDate.of(number(day.group(1)), number(day.group(2)), number(day.group(3)));
            return Moments.kept(Moments.beijing(time == null ? local.atTime(unsaid) : at(local, hour)));
        } catch (DateTimeException e) {
            findings.add(Fault.TIME_MALFORMED, fields.at(dateName));
            return null;
        }
    }

    private static LocalDateTime at(LocalDate day, Matcher hour) {
        return Moments.at(
                day, number(hour.group(1)), number(hour.group(2)), hour.group(3) == null ? 0 : number(hour.group(3)));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
