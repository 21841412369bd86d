package cn.gulou.hub.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of elements that our dialects know, and the order they stand in. */
final class Vocabulary {
    /** National profile: parent to children, in order (FORMATS §1a). */
    static final Map<String, List<String>> NATIONAL = Map.of(
            "alert",
                    words("identifier sender senderCode phone sendTime status msgType scope code secClassification note"
                            + " references info"),
            "code", words("method"),
            "method", words("methodName message audienceGrp audenceprt"),
            "info",
                    words("language eventType urgency severity certainty effective onset expires senderName headline"
                            + " description instruction web resource area"),
            "resource", words("resourceDesc size digest"),
            "area", words("areaDesc polygon circle geocode"));

    /** CAP: parent to the children it cannot do without. */
    static final Map<String, List<String>> CAP_REQUIRED = Map.of(
            "alert", words("identifier sender sent status msgType scope"),
            "info", words("category event urgency severity certainty"),
            "area", words("areaDesc"),
            "resource", words("resourceDesc"),
            "parameter", words("valueName value"),
            "eventCode", words("valueName value"),
            "geocode", words("valueName value"));

    /** National profile: parent to the children it cannot do without, once read leniently. */
    static final Map<String, List<String>> NATIONAL_REQUIRED =
            Map.of("alert", words("identifier senderCode status msgType scope"));

    /** A sloppy writer may name the root after the status. */
    static final Set<String> NATIONAL_ROOTS = Set.of("alert", "actual", "exercise", "test", "draft");

    private static final Map<String, String> SPELLINGS = spellings();

    private static final Set<String> KNOWN = Stream.of(
                    NATIONAL.values().stream().flatMap(List::stream),
                    Stream.concat(
                            CAP_REQUIRED.keySet().stream(),
                            CAP_REQUIRED.values().stream().flatMap(List::stream)),
                    words("password source restriction addresses incidents responseType audience contact mimeType uri"
                                    + " derefUri altitude ceiling Signature")
                            .stream(),
                    NATIONAL_ROOTS.stream())
            .flatMap(names -> names)
            .collect(Collectors.toCollection(TreeSet::new));

    private Vocabulary() {}

    /** The name itself when it is one of ours, else *. */
    static String known(String name) {
        return KNOWN.contains(name) ? name : "*";
    }

    /** How the national profile spells a name that was written in whatever way; null when it has no such name. */
    static String national(String written) {
        return SPELLINGS.get(written.toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> spellings() {
        Map<String, String> spellings = new TreeMap<>();
        NATIONAL.values().stream().flatMap(List::stream).forEach(name -> spellings.put(lower(name), name));
        NATIONAL_ROOTS.forEach(name -> spellings.put(name, name));
        for (String seen : words("audienceprt audienceprts audenceprts")) {
            spellings.put(seen, "audenceprt");
        }
        for (String seen : words("audencegrp audiencegroup")) {
            spellings.put(seen, "audienceGrp");
        }
        return spellings;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String words) {
        return Arrays.asList(words.split(" "));
    }
}
