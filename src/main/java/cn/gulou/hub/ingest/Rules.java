package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reach;
import cn.gulou.hub.alert.Reference;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every dialect must hold to, whatever its schema says: is the message at one with itself? */
final class Rules {
    private static final Pattern FORBIDDEN = Pattern.compile("[\\s\\p{Z}\\p{Cf},<&]");
    private static final int LONGEST = 200;
    private static final List<String> DATUMS = List.of("WGS84", "GCJ02");
    private static final Pattern COLOUR = Pattern.compile("([红橙黄蓝])色(?:预警|$)");
    private static final Map<Severity, String> COLOURS = new EnumMap<>(
            Map.of(Severity.EXTREME, "红", Severity.SEVERE, "橙", Severity.MODERATE, "黄", Severity.MINOR, "蓝"));
    private static final Pattern DRILL = Pattern.compile("测试|演练|演习");

    private Rules() {}

    /** A replacement character, or half of a pair: what stood there cannot be sent byte for byte (C-04). */
    private static boolean isGarbled(String text) {
        return text.codePoints().anyMatch(point -> point == '\uFFFD' || point >= 0xD800 && point <= 0xDFFF);
    }

    static void check(Draft draft, Findings findings) {
        names(draft, findings);
        references(draft, findings);
        times(draft, findings);
        colours(draft, findings);
        if (draft.status == Status.ACTUAL
                && texts(draft).anyMatch(text -> DRILL.matcher(text).find())) {
            findings.add(Fault.TEXT_SAYS_DRILL, "");
        }
        if (texts(draft).anyMatch(Rules::isGarbled)) {
            findings.add(Fault.TEXT_GARBLED, "");
        }
        if (draft.expires == null && draft.hasText() && draft.dialect != Dialect.NATIONAL) {
            findings.add(Fault.NO_EXPIRES, "");
        }
    }

    /** What scope asks for beside itself; only CAP has these elements. */
    static void scope(Draft draft, String restriction, String addresses, Findings findings) {
        if (draft.scope == Scope.RESTRICTED && restriction == null) {
            findings.add(Fault.RESTRICTION_MISSING, "alert");
        }
        if (draft.scope == Scope.PRIVATE && addresses == null) {
            findings.add(Fault.ADDRESSES_MISSING, "alert");
        }
    }

    /** Whom an Update ({@code told} or {@code all}) or a Cancel ({@code told} or {@code nobody}) is to go to. */
    static void reach(Draft draft, String updateTo, String cancelTo, String where, Findings findings) {
        if (updateTo != null && draft.messageType != MessageType.UPDATE
                || cancelTo != null && draft.messageType != MessageType.CANCEL) {
            findings.add(Fault.REACH_MISPLACED, where);
            return;
        }
        List<Reach> allowed = updateTo != null ? List.of(Reach.TOLD, Reach.ALL) : List.of(Reach.TOLD, Reach.NOBODY);
        String asked = updateTo != null ? updateTo : cancelTo;
        draft.reach = allowed.stream()
                .filter(reach -> reach.wireName().equals(asked))
                .findFirst()
                .orElse(null);
        if (asked != null && draft.reach == null) {
            findings.add(
                    Fault.VALUE_NOT_LISTED,
                    where,
                    allowed.stream().map(Reach::wireName).collect(Collectors.joining(", ")));
        }
    }

    private static void names(Draft draft, Findings findings) {
        boolean blank = draft.sender == null || draft.identifier == null;
        if (blank && !findings.has(Fault.Weight.UNREADABLE)) {
            // a schema counts blanks that are none to it
            findings.add(Fault.VALUE_EMPTY, "");
        }
        name(draft.sender, "", findings);
        name(draft.identifier, "", findings);
        String references = draft.dialect == Dialect.JSON ? "/references" : "alert/references";
        for (Reference reference : draft.references) {
            name(reference.sender(), references, findings);
            name(reference.identifier(), references, findings);
        }
    }

    private static void name(String name, String where, Findings findings) {
        if (name != null && (FORBIDDEN.matcher(name).find() || isGarbled(name))) {
            findings.add(Fault.IDENTIFIER_CHARACTERS, where);
        }
        if (name != null && name.length() > LONGEST) {
            findings.add(Fault.TOO_LONG, where, LONGEST);
        }
    }

    /** What coordinates are measured against, which decides where they lie by some hundred metres. */
    static void datum(Draft draft, String written, String where, Findings findings) {
        draft.datum = written;
        if (written != null && !DATUMS.contains(written)) {
            findings.add(Fault.VALUE_NOT_LISTED, where, String.join(", ", DATUMS));
        }
    }

    private static void references(Draft draft, Findings findings) {
        boolean needed = draft.messageType != null && draft.messageType != MessageType.ALERT;
        if (needed && draft.references.isEmpty()) {
            findings.add(Fault.REFERENCES_MISSING, "");
        }
        if (draft.references.removeIf(reference -> isItself(draft, reference))) {
            findings.add(needed ? Fault.SELF_REFERENCE : Fault.FIRST_ISSUE_REFERS_TO_ITSELF, "");
        }
    }

    private static boolean isItself(Draft draft, Reference reference) {
        return reference.identifier().equals(draft.identifier)
                && (reference.sender() == null || reference.sender().equals(draft.sender));
    }

    private static void times(Draft draft, Findings findings) {
        OffsetDateTime starts = draft.effective != null ? draft.effective : draft.sent;
        boolean publishes = draft.messageType == MessageType.ALERT || draft.messageType == MessageType.UPDATE;
        if (publishes && (lies(draft.expires, starts) || lies(draft.expires, draft.onset))) {
            findings.add(Fault.EXPIRES_TOO_EARLY, "");
        }
        if (lies(draft.finishBy, draft.sendAfter) || lies(draft.finishBy, draft.sent)) {
            findings.add(Fault.FINISH_TOO_EARLY, "");
        }
        if (draft.sendAfter != null && draft.expires != null && !draft.sendAfter.isBefore(draft.expires)) {
            findings.add(Fault.SEND_AFTER_TOO_LATE, "");
        }
    }

    private static boolean lies(OffsetDateTime time, OffsetDateTime before) {
        return time != null && before != null && time.isBefore(before);
    }

    private static void colours(Draft draft, Findings findings) {
        Set<String> named = new TreeSet<>();
        Stream.of(draft.headline, draft.smsText)
                .filter(text -> text != null)
                .map(COLOUR::matcher)
                .flatMap(Matcher::results)
                .forEach(found -> named.add(found.group(1)));
        String meant = COLOURS.get(draft.severity);
        if (meant != null && !named.isEmpty() && !named.contains(meant)) {
            findings.add(Fault.SEVERITY_CONTRADICTS_TEXT, "");
        }
    }

    private static Stream<String> texts(Draft draft) {
        return Stream.of(draft.headline, draft.smsText, draft.description).filter(text -> text != null);
    }
}
