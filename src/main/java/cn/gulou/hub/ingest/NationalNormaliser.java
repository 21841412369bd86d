package cn.gulou.hub.ingest;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lenient half of the national profile: puts spellings, order, times and lists right and drops what is empty, so that
 * a strict schema can follow. What it changes in substance, it notes.
 */
final class NationalNormaliser {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,，、;；]+");
    private static final Pattern POINT_SEPARATORS = Pattern.compile("[\\s;；]+");
    /** Begins at the first blank of a run only: else a long run would cost its square. */
    private static final Pattern AROUND_COMMA = Pattern.compile("(?<!\\s)\\s*+,\\s*+");

    private static final Set<String> TIMES = Set.of("sendTime", "effective", "onset", "expires");
    private static final Set<String> LISTS = Set.of("audienceGrp", "geocode", "references");
    private static final Map<String, String> LISTED = listed(
            "Actual Exercise Test Draft Alert Update Cancel Ack Error Public Restricted Private Red Orange Yellow Blue"
                    + " Unknown Immediate Expected Future Past Observed Likely Possible Unlikely");
    private static final Map<String, String> COLOURS = Map.of(
            "红色",
            "Red",
            "橙色",
            "Orange",
            "黄色",
            "Yellow",
            "蓝色",
            "Blue",
            "extreme",
            "Red",
            "severe",
            "Orange",
            "moderate",
            "Yellow",
            "minor",
            "Blue",
            "未知",
            "Unknown");

    private final Findings findings;

    NationalNormaliser(Findings findings) {
        this.findings = findings;
    }

    /** The tree as the schema wants it: root alert, no namespace. */
    Element normalise(Element root) {
        Element tree = branch("alert", root, "alert");
        return tree == null ? new Element("", "alert", "alert", List.of(), "", List.of()) : tree;
    }

    private Element branch(String name, Element written, String path) {
        List<String> order = Vocabulary.NATIONAL.get(name);
        List<Element> children = new ArrayList<>();
        for (Element child : written.children()) {
            String childName = Vocabulary.national(child.name());
            if (childName == null || !order.contains(childName)) {
                findings.add(Fault.ELEMENT_UNKNOWN, path);
                continue;
            }
            Element normal = one(childName, child);
            if (normal != null) {
                children.add(normal);
            }
        }
        if (written.value() != null) {
            findings.add(Fault.TEXT_MISPLACED, path);
        }
        List<Element> sorted = new ArrayList<>(children);
        sorted.sort(Comparator.comparingInt(child -> order.indexOf(child.name())));
        if (!sorted.equals(children)) {
            findings.add(Fault.ELEMENT_ORDER, path);
        }
        return sorted.isEmpty() ? null : new Element("", name, path, List.of(), "", sorted);
    }

    private Element one(String name, Element written) {
        if (Vocabulary.NATIONAL.containsKey(name)) {
            return branch(name, written, written.path());
        }
        if (!written.children().isEmpty()) {
            findings.add(Fault.ELEMENT_UNEXPECTED, written.path(), "text");
            return null;
        }
        String text = text(name, written);
        return text.isEmpty() ? null : new Element("", name, written.path(), List.of(), text, List.of());
    }

    private String text(String name, Element written) {
        String text = written.text().strip();
        if (TIMES.contains(name)) {
            OffsetDateTime time = Moments.lenient(text, written.path(), findings);
            return time == null ? "" : time.format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        if (LISTS.contains(name)) {
            return list(text);
        }
        return switch (name) {
            case "status", "msgType", "scope", "urgency", "severity", "certainty" -> listed(name, half(text));
            case "audenceprt" -> numbers(text);
            case "identifier", "senderCode", "eventType", "methodName", "language" -> half(text);
            case "polygon", "circle" -> points(half(text));
            default -> text;
        };
    }

    private static String numbers(String text) {
        Set<String> numbers = new LinkedHashSet<>();
        for (String piece : Numbers.pieces(text)) {
            String number = Numbers.normalise(piece);
            numbers.add(number == null ? piece : number);
        }
        return String.join(",", numbers);
    }

    private static String list(String text) {
        Set<String> pieces = new LinkedHashSet<>(List.of(SEPARATORS.split(half(text))));
        pieces.remove("");
        return String.join(" ", pieces);
    }

    private static String points(String text) {
        List<String> pairs = new ArrayList<>();
        for (String pair : POINT_SEPARATORS.split(AROUND_COMMA.matcher(text).replaceAll(","))) {
            pairs.add(pair.endsWith(",") ? pair.substring(0, pair.length() - 1) : pair);
        }
        pairs.removeIf(String::isEmpty);
        return String.join(" ", pairs);
    }

    private static String listed(String name, String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (name.equals("severity") && COLOURS.containsKey(lower)) {
            return COLOURS.get(lower);
        }
        return LISTED.getOrDefault(lower, text);
    }

    /** Full-width letters, digits and signs made half-width. */
    private static String half(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    private static Map<String, String> listed(String words) {
        Map<String, String> listed = new java.util.TreeMap<>();
        for (String word : words.split(" ")) {
            listed.put(word.toLowerCase(java.util.Locale.ROOT), word);
        }
        return listed;
    }
}
