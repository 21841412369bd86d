package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What CAP lacks, carried as parameters with the prefix {@code gulou:} (FORMATS §1b). A name we do not know is refused: a
 * misspelt sendAfter must not be a broadcast sent at once.
 */
final class CapParameters {
    private static final String PREFIX = "gulou:";
    private static final Set<String> NAMES = Set.of(
            "smsText",
            "approvalReference",
            "authorisationReference",
            "kind",
            "notice12379",
            "sendAfter",
            "finishBy",
            "wholeNetwork",
            "groups",
            "updateTo",
            "cancelTo",
            "numbers",
            "datum");
    private static final Map<String, Severity> COLOURS = Map.of(
            "red", Severity.EXTREME,
            "orange", Severity.SEVERE,
            "yellow", Severity.MODERATE,
            "blue", Severity.MINOR);

    private final String where;
    private final Findings findings;
    private final Map<String, String> values = new HashMap<>();

    private CapParameters(Element info, Findings findings) {
        this.where = info.pathOf("parameter");
        this.findings = findings;
        for (Pair parameter : Pair.of(info, "parameter")) {
            String name = parameter.name();
            if (name.startsWith(PREFIX)) {
                take(name.substring(PREFIX.length()), parameter.value());
            } else if (isMeantForUs(name)) {
                take(name, parameter.value());
            }
        }
    }

    /** Gulou:, GULOU： and the like: meant for us and misspelt, which {@link #take} refuses as a name it does not know. */
    private static boolean isMeantForUs(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .startsWith(PREFIX);
    }

    static void read(Element info, Draft draft, Findings findings) {
        CapParameters parameters = new CapParameters(info, findings);
        parameters.into(draft);
        for (Pair parameter : Pair.of(info, "parameter")) {
            boolean colour = parameter.name().toLowerCase(Locale.ROOT).endsWith("severitycolor");
            Severity said = colour && parameter.value() != null
                    ? COLOURS.get(parameter.value().toLowerCase(Locale.ROOT))
                    : null;
            if (said != null && draft.severity != said) {
                findings.add(Fault.SEVERITY_CONTRADICTS_TEXT, parameters.where);
            }
        }
    }

    /** A parameter in a block that is not read would be lost in silence; only a text may differ, for its language does. */
    static void elsewhere(Element read, Element unread, Findings findings) {
        Set<Pair> here = new HashSet<>(Pair.of(read, "parameter"));
        for (Pair parameter : Pair.of(unread, "parameter")) {
            boolean ours =
                    parameter.name().startsWith(PREFIX) && !parameter.name().equals(PREFIX + "smsText");
            if (ours && !here.contains(parameter)) {
                findings.add(Fault.PARAMETER_ELSEWHERE, unread.pathOf("parameter"));
            }
        }
    }

    private void take(String name, String value) {
        if (!NAMES.contains(name)) {
            findings.add(Fault.PARAMETER_UNKNOWN, where);
        } else if (value != null) {
            String before = values.put(name, value);
            if (before != null && !before.equals(value)) {
                findings.add(Fault.PARAMETER_REPEATED, where);
            }
        }
    }

    private void into(Draft draft) {
        draft.smsText = values.get("smsText");
        draft.approvalReference = values.get("approvalReference");
        draft.authorisationReference = values.get("authorisationReference");
        draft.requestedKind = kind(values.get("kind"));
        draft.notice12379 = truth("notice12379");
        draft.sendAfter = Moments.strict(values.get("sendAfter"), where, findings);
        draft.finishBy = Moments.strict(values.get("finishBy"), where, findings);
        draft.wholeNetwork = truth("wholeNetwork");
        Rules.datum(draft, values.get("datum"), where, findings);
        Rules.reach(draft, values.get("updateTo"), values.get("cancelTo"), where, findings);
        if (values.containsKey("groups")) {
            Arrays.stream(values.get("groups").split("[,，、;；]"))
                    .map(String::strip)
                    .filter(group -> !group.isEmpty())
                    .forEach(draft.groups::add);
        }
        List<String> numbers = Numbers.pieces(values.get("numbers"));
        draft.numbers = Numbers.of(numbers, where, findings);
        draft.personal |= !numbers.isEmpty();
    }

    private Kind kind(String wireName) {
        if (wireName == null || wireName.equals("whole-network")) {
            return wireName == null ? null : Kind.WHOLE_NETWORK;
        }
        if (!wireName.equals("targeted")) {
            findings.add(Fault.VALUE_NOT_LISTED, where, "whole-network, targeted");
        }
        return Kind.TARGETED;
    }

    private boolean truth(String name) {
        String value = values.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            findings.add(Fault.VALUE_NOT_LISTED, where, "true, false");
        }
        return value.equals("true");
    }
}
