package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Audience.Point;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of one JSON object; what is wrong with any of them goes to the findings under its JSON pointer. */
final class Fields {
    private final JsonNode node;
    private final String pointer;
    private final Findings findings;

    Fields(JsonNode node, String pointer, Findings findings) {
        this.node = node;
        this.pointer = pointer;
        this.findings = findings;
    }

    /** Finds fault with every field of another name: a misspelt one would be lost in silence. */
    Fields only(Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                findings.add(Fault.FIELD_UNKNOWN, pointer);
            }
        });
        return this;
    }

    Fields required(String... names) {
        for (String name : names) {
            if (isAbsent(name)) {
                findings.add(Fault.ELEMENT_MISSING, pointer, name);
            }
        }
        return this;
    }

    /** The trimmed text; null when absent or empty. */
    String text(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            findings.add(Fault.FIELD_TYPE, at(name), "string");
            return null;
        }
        String text = value.textValue().strip();
        return text.isEmpty() ? null : text;
    }

    boolean truth(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            findings.add(Fault.FIELD_TYPE, at(name), "boolean");
        }
        return value.asBoolean(false) && value.isBoolean();
    }

    OffsetDateTime time(String name) {
        return Moments.strict(text(name), at(name), findings);
    }

    /** The constant that is spelt so; an unknown spelling is found fault with. */
    <E extends Enum<E>> E constant(Class<E> type, String name, String listed) {
        String text = text(name);
        E constant = Draft.constant(type, text);
        if (text != null && constant == null) {
            findings.add(Fault.VALUE_NOT_LISTED, at(name), listed);
        }
        return constant;
    }

    /** The elements of an array; empty when absent. */
    List<JsonNode> array(String name) {
        JsonNode value = node.path(name);
        List<JsonNode> elements = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(elements::add);
        } else if (!value.isMissingNode() && !value.isNull()) {
            findings.add(Fault.FIELD_TYPE, at(name), "array");
        }
        return elements;
    }

    /** The non-empty texts of an array of strings. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                findings.add(Fault.FIELD_TYPE, at(name), "array of strings");
            } else if (!element.textValue().isBlank()) {
                texts.add(element.textValue().strip());
            }
        }
        return texts;
    }

    Fields object(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            findings.add(Fault.FIELD_TYPE, at(name), "object");
        }
        return new Fields(value, at(name), findings);
    }

    boolean isArray(String name) {
        return node.path(name).isArray();
    }

    boolean isAbsent(String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank();
    }

    String at(String name) {
        return pointer + "/" + name;
    }

    /** A ring of points, each {@code [lng, lat]} or {@code {lng, lat}}; null when it is no array or one of them is neither. */
    static List<Point> points(JsonNode ring) {
        if (!ring.isArray()) {
            return null;
        }
        List<Point> points = new ArrayList<>();
        for (JsonNode each : ring) {
            Point point = point(each);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        return points.isEmpty() ? null : points;
    }

    /** Longitude first (FORMATS §5); null when they are not two numbers. */
    static Point point(JsonNode node) {
        boolean pair = node.isArray() && node.size() == 2;
        JsonNode longitude = pair ? node.get(0) : node.path("lng");
        JsonNode latitude = pair ? node.get(1) : node.path("lat");
        return longitude.isNumber() && latitude.isNumber()
                ? new Point(latitude.doubleValue(), longitude.doubleValue())
                : null;
    }
}
