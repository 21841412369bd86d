package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Audience.Point;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reference;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Reads the model itself, posted as JSON (FORMATS §1, "JSON"). */
final class JsonReader {
    private static final Set<String> FIELDS = Set.of(
            "identifier",
            "sender",
            "sent",
            "status",
            "msgType",
            "scope",
            "references",
            "approvalReference",
            "kind",
            "notice12379",
            "updateTo",
            "cancelTo",
            "sendAfter",
            "finishBy",
            "effective",
            "onset",
            "expires",
            "severity",
            "eventType",
            "language",
            "headline",
            "smsText",
            "description",
            "instruction",
            "audience",
            "authorisationReference",
            "note",
            "restriction",
            "addresses");
    private static final Set<String> AUDIENCE =
            Set.of("wholeNetwork", "polygons", "circles", "geocodes", "groups", "numbers", "datum");

    private final Draft draft = new Draft(Dialect.JSON);
    private final Findings findings;

    private JsonReader(Findings findings) {
        this.findings = findings;
    }

    static Draft read(JsonNode alert, Set<String> eventTypes, Findings findings) {
        JsonReader reader = new JsonReader(findings);
        Fields fields = new Fields(alert, "", findings).only(FIELDS);
        fields.required("identifier", "sender", "sent", "status", "msgType", "scope");
        reader.header(fields);
        reader.steering(fields);
        reader.text(fields, eventTypes);
        reader.audience(fields.object("audience").only(AUDIENCE));
        return reader.draft;
    }

    private void header(Fields fields) {
        draft.identifier = fields.text("identifier");
        draft.sender = fields.text("sender");
        draft.sent = fields.time("sent");
        draft.status = fields.constant(Status.class, "status", "Actual, Exercise, System, Test, Draft");
        draft.messageType = fields.constant(MessageType.class, "msgType", "Alert, Update, Cancel, Ack, Error");
        draft.scope = fields.constant(Scope.class, "scope", "Public, Restricted, Private");
        for (String reference : fields.texts("references")) {
            reference(reference, fields.at("references"));
        }
        Rules.scope(draft, fields.text("restriction"), fields.text("addresses"), findings);
        if (draft.messageType == MessageType.ERROR && fields.text("note") == null) {
            findings.add(Fault.NOTE_MISSING, "");
        }
    }

    /** Either {@code sender,identifier,sent} or the bare identifier. */
    private void reference(String text, String where) {
        String[] parts = text.split(",", -1);
        if (parts.length == 1) {
            draft.references.add(new Reference(null, text, null));
        } else if (parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
            draft.references.add(new Reference(parts[0], parts[1], Moments.strict(parts[2], where, findings)));
        } else {
            findings.add(Fault.REFERENCE_MALFORMED, where);
        }
    }

    private void steering(Fields fields) {
        draft.approvalReference = fields.text("approvalReference");
        draft.authorisationReference = fields.text("authorisationReference");
        draft.notice12379 = fields.truth("notice12379");
        Rules.reach(draft, fields.text("updateTo"), fields.text("cancelTo"), "", findings);
        draft.sendAfter = fields.time("sendAfter");
        draft.finishBy = fields.time("finishBy");
        draft.effective = fields.time("effective");
        draft.onset = fields.time("onset");
        draft.expires = fields.time("expires");
        String kind = fields.text("kind");
        if (kind != null && !kind.equals("whole-network") && !kind.equals("targeted")) {
            findings.add(Fault.VALUE_NOT_LISTED, fields.at("kind"), "whole-network, targeted");
        } else if (kind != null) {
            draft.requestedKind = Kind.of(kind);
        }
    }

    private void text(Fields fields, Set<String> eventTypes) {
        draft.language = fields.text("language") == null ? "zh-CN" : fields.text("language");
        draft.headline = fields.text("headline");
        draft.smsText = fields.text("smsText");
        draft.description = fields.text("description");
        draft.instruction = fields.text("instruction");
        draft.eventType = fields.text("eventType");
        if (draft.eventType != null && !eventTypes.contains(draft.eventType)) {
            findings.add(Fault.EVENT_TYPE_UNKNOWN, fields.at("eventType"));
        }
        draft.severity = severity(fields);
    }

    private Severity severity(Fields fields) {
        String written = fields.text("severity");
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(written) || severity.colour().equalsIgnoreCase(written)) {
                return severity;
            }
        }
        if (written != null) {
            findings.add(
                    Fault.VALUE_NOT_LISTED,
                    fields.at("severity"),
                    "Extreme, Severe, Moderate, Minor, Unknown, Red, Orange, Yellow, Blue");
        }
        return Severity.UNKNOWN;
    }

    private void audience(Fields audience) {
        draft.wholeNetwork = audience.truth("wholeNetwork");
        Rules.datum(draft, audience.text("datum"), audience.at("datum"), findings);
        draft.groups.addAll(audience.texts("groups"));
        List<String> written = audience.texts("numbers");
        draft.numbers = Numbers.of(written, audience.at("numbers"), findings);
        draft.personal = !written.isEmpty();
        for (String code : audience.texts("geocodes")) {
            if (!code.matches("\\d{6}|\\d{12}|\\d{14}")) {
                findings.add(Fault.VALUE_MALFORMED, audience.at("geocodes"));
            }
            draft.geocodes.add(code);
        }
        audience.array("polygons").forEach(ring -> polygon(ring, audience.at("polygons")));
        audience.array("circles").forEach(circle -> circle(circle, audience.at("circles")));
    }

    private void polygon(JsonNode ring, String where) {
        List<Point> points = Fields.points(ring);
        if (ring.isArray() && ring.isEmpty()) {
            findings.add(Fault.EMPTY_AREA_SHAPE, where);
            draft.describedOnly = true;
        } else if (points == null) {
            findings.add(Fault.COORDINATE_MALFORMED, where);
        } else {
            draft.add(Geometry.ring(points, where, findings));
        }
    }

    private void circle(JsonNode circle, String where) {
        Point centre = Fields.point(circle.has("centre") ? circle.path("centre") : circle);
        JsonNode radius = circle.path("radiusMetres");
        if (centre == null || !radius.isNumber()) {
            findings.add(Fault.CIRCLE_MALFORMED, where);
        } else {
            draft.add(Geometry.circle(centre, radius.doubleValue(), where, findings));
        }
    }
}
