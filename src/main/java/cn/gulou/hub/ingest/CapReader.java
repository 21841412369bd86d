package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reference;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads CAP 1.2, 1.1 and 1.0. */
final class CapReader {
    private static final String LANGUAGE_UNSAID = "en-US";
    private static final double METRES_PER_UNIT = 1000;

    private final Draft draft;
    private final Findings findings;

    private CapReader(Dialect dialect, Findings findings) {
        this.draft = new Draft(dialect);
        this.findings = findings;
    }

    static Draft read(Element alert, Dialect dialect, Set<String> eventTypes, Findings findings) {
        CapReader reader = new CapReader(dialect, findings);
        reader.header(alert);
        Element info = Infos.choose(alert.all("info"), LANGUAGE_UNSAID, findings);
        if (info != null) {
            reader.info(info, eventTypes);
            CapParameters.read(info, reader.draft, findings);
        }
        for (Element other : alert.all("info")) {
            if (other != info) {
                reader.shapesOf(other);
                CapParameters.elsewhere(info, other, findings);
            }
        }
        return reader.draft;
    }

    private void header(Element alert) {
        draft.identifier = alert.text("identifier");
        draft.sender = alert.text("sender");
        draft.sent = time(alert, "sent");
        draft.status = Draft.constant(Status.class, alert.text("status"));
        draft.messageType = Draft.constant(MessageType.class, alert.text("msgType"));
        draft.scope = Draft.constant(Scope.class, alert.text("scope"));
        if (alert.text("references") != null) {
            for (String reference : alert.text("references").split("\\s+")) {
                reference(reference);
            }
        }
        Rules.scope(draft, alert.text("restriction"), alert.text("addresses"), findings);
        if (draft.messageType == MessageType.ERROR && alert.text("note") == null) {
            findings.add(Fault.NOTE_MISSING, "alert");
        }
    }

    private void reference(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
            findings.add(Fault.REFERENCE_MALFORMED, "alert/references");
            return;
        }
        OffsetDateTime sent = Moments.strict(parts[2], "alert/references", findings);
        draft.references.add(new Reference(parts[0], parts[1], sent));
    }

    private void info(Element info, Set<String> eventTypes) {
        draft.language = info.text("language") == null ? LANGUAGE_UNSAID : info.text("language");
        Severity severity = Draft.constant(Severity.class, info.text("severity"));
        draft.severity = severity == null ? Severity.UNKNOWN : severity;
        draft.effective = time(info, "effective");
        draft.onset = time(info, "onset");
        draft.expires = time(info, "expires");
        draft.personal = info.text("senderName") != null || info.text("contact") != null;
        draft.headline = info.text("headline");
        draft.description = info.text("description");
        draft.instruction = info.text("instruction");
        for (Pair code : Pair.of(info, "eventCode")) {
            if (code.name().toLowerCase(Locale.ROOT).endsWith("eventtype") && code.value() != null) {
                draft.eventType = code.value();
            }
        }
        if (draft.eventType != null && !eventTypes.contains(draft.eventType)) {
            findings.add(Fault.EVENT_TYPE_UNKNOWN, info.pathOf("eventCode"));
        }
        info.all("area").forEach(this::area);
    }

    private void area(Element area) {
        shapes(area);
        List<Pair> codes = Pair.of(area, "geocode");
        for (Pair code : codes) {
            if (code.value() != null) {
                draft.geocodes.add(code.isDivision() ? code.value() : code.name() + "=" + code.value());
            }
        }
        boolean shaped =
                !area.texts("polygon").isEmpty() || !area.texts("circle").isEmpty() || !codes.isEmpty();
        draft.describedOnly |= !shaped;
    }

    private void shapes(Element area) {
        area.all("polygon").forEach(p -> draft.add(Geometry.polygon(p.text(), p.path(), findings)));
        area.all("circle").forEach(c -> draft.add(Geometry.circle(c.text(), METRES_PER_UNIT, c.path(), findings)));
    }

    /** The shapes of a block that is not read are held to the same rules, and then left out. */
    private void shapesOf(Element unread) {
        for (Element area : unread.all("area")) {
            area.all("polygon").forEach(p -> Geometry.polygon(p.text(), p.path(), findings));
            area.all("circle").forEach(c -> Geometry.circle(c.text(), METRES_PER_UNIT, c.path(), findings));
        }
    }

    /** What the schema has found fault with is not said twice. */
    private OffsetDateTime time(Element parent, String name) {
        String where = parent.pathOf(name);
        return Moments.strict(parent.text(name), where, findings.has(where) ? new Findings() : findings);
    }
}
