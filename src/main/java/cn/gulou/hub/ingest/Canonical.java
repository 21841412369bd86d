package cn.gulou.hub.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The content of a message in one form, by which two copies are told to be the same (FORMATS §3): no prefixes, no
 * namespaces, white space collapsed, empties gone, JSON keys sorted. Parted by control characters, which neither XML nor
 * our JSON can hold, so that different contents never have the same form.
 */
final class Canonical {
    private static final char OPEN = '\u0001';
    private static final char CLOSE = '\u0002';
    private static final char TEXT = '\u0003';
    private static final String SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";

    private Canonical() {}

    static byte[] of(Element root) {
        StringBuilder out = new StringBuilder();
        write(root, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(JsonNode root) {
        StringBuilder out = new StringBuilder();
        write("", root, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Element element, StringBuilder out) {
        if (SIGNATURES.equals(element.namespace()) || isEmpty(element)) {
            return;
        }
        out.append(element.name()).append(OPEN);
        String text = collapse(element.text());
        if (!text.isEmpty()) {
            out.append(TEXT).append(text);
        }
        element.children().forEach(child -> write(child, out));
        out.append(CLOSE);
    }

    private static boolean isEmpty(Element element) {
        return element.value() == null && element.children().stream().allMatch(Canonical::isEmpty);
    }

    private static void write(String name, JsonNode node, StringBuilder out) {
        if (isEmpty(node)) {
            return;
        }
        out.append(name).append(OPEN);
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            Collections.sort(names);
            names.forEach(each -> write(each, node.get(each), out));
        } else if (node.isArray()) {
            node.forEach(each -> write("", each, out));
        } else {
            out.append(TEXT).append(scalar(node));
        }
        out.append(CLOSE);
    }

    private static String scalar(JsonNode node) {
        return node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : collapse(node.asText());
    }

    private static boolean isEmpty(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (!isEmpty(child)) {
                    return false;
                }
            }
            return true;
        }
        return node.isNull() || node.isTextual() && node.textValue().isBlank();
    }

    private static String collapse(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
