package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reference;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the national profile (12379 family): the tree has been made regular, the schema has looked at it. */
final class NationalReader {
    private static final Pattern IDENTIFIER = Pattern.compile("\\d{14}_\\d{14}(_\\d+)?");
    private static final Set<String> NOT_CLASSIFIED = Set.of("none", "无", "公开", "0", "unclassified");
    private static final Map<String, Severity> SEVERITIES = Map.of(
            "Red", Severity.EXTREME,
            "Orange", Severity.SEVERE,
            "Yellow", Severity.MODERATE,
            "Blue", Severity.MINOR,
            "Unknown", Severity.UNKNOWN);

    private final Draft draft = new Draft(Dialect.NATIONAL);
    private final Findings findings;

    private NationalReader(Findings findings) {
        this.findings = findings;
    }

    /** @param rootName as written, in lower case: alert, or the name of a status */
    static Draft read(Element alert, String rootName, Set<String> eventTypes, Findings findings) {
        NationalReader reader = new NationalReader(findings);
        reader.header(alert, rootName);
        Element code = alert.first("code");
        reader.methods(code == null ? List.of() : code.all("method"));
        Element info = Infos.choose(alert.all("info"), "zh-CN", findings);
        if (info != null) {
            reader.info(info, eventTypes);
        }
        return reader.draft;
    }

    private void header(Element alert, String rootName) {
        draft.identifier = alert.text("identifier");
        draft.sender = alert.text("senderCode");
        draft.status = Draft.constant(Status.class, alert.text("status"));
        draft.messageType = Draft.constant(MessageType.class, alert.text("msgType"));
        draft.scope = Draft.constant(Scope.class, alert.text("scope"));
        draft.personal = alert.text("phone") != null;
        draft.sent = Moments.strict(alert.text("sendTime"), "alert/sendTime", findings);
        if (alert.text("references") != null) {
            for (String identifier : alert.text("references").split(" ")) {
                draft.references.add(new Reference(null, identifier, null));
            }
        }
        sentFromIdentifier();
        identity();
        Status rooted = Draft.constant(Status.class, rootName);
        if (rooted != null && draft.status != null && rooted != draft.status) {
            findings.add(Fault.ROOT_CONTRADICTS_STATUS, "alert");
        }
        String classification = alert.text("secClassification");
        if (classification != null && !NOT_CLASSIFIED.contains(classification.toLowerCase(Locale.ROOT))) {
            findings.add(Fault.CLASSIFIED, "alert/secClassification");
        }
    }

    private void sentFromIdentifier() {
        if (draft.sent != null) {
            return;
        }
        draft.sent = Moments.inIdentifier(draft.identifier);
        if (draft.sent == null) {
            findings.add(Fault.ELEMENT_MISSING, "alert", "sendTime");
        } else {
            findings.add(Fault.SENT_FROM_IDENTIFIER, "alert/sendTime");
        }
    }

    private void identity() {
        if (draft.identifier == null || draft.sender == null) {
            return;
        }
        if (!draft.identifier.startsWith(draft.sender)) {
            findings.add(Fault.SENDER_CONTRADICTS_IDENTIFIER, "alert/identifier");
        }
        if (!IDENTIFIER.matcher(draft.identifier).matches()) {
            findings.add(Fault.IDENTIFIER_FORM, "alert/identifier");
        }
    }

    private void methods(List<Element> methods) {
        List<Element> sms = methods.stream()
                .filter(method ->
                        "SMS".equalsIgnoreCase(method.text("methodName")) || "短信".equals(method.text("methodName")))
                .toList();
        if (sms.size() > 1) {
            findings.add(Fault.SEVERAL_SMS_METHODS, "alert/code");
        }
        if (sms.isEmpty()) {
            if (!methods.isEmpty()) {
                findings.add(Fault.NO_SMS_METHOD, "alert/code");
            }
            return;
        }
        Element method = sms.get(0);
        draft.smsText = method.text("message");
        if (method.text("audienceGrp") != null) {
            draft.groups.addAll(List.of(method.text("audienceGrp").split(" ")));
        }
        Element numbers = method.first("audenceprt");
        if (numbers != null) {
            draft.numbers = Numbers.of(Numbers.pieces(numbers.text()), numbers.path(), findings);
            draft.personal = true;
        }
    }

    private void info(Element info, Set<String> eventTypes) {
        draft.language = info.text("language") == null ? "zh-CN" : info.text("language");
        draft.eventType = info.text("eventType");
        if (draft.eventType != null && !eventTypes.contains(draft.eventType)) {
            findings.add(Fault.EVENT_TYPE_UNKNOWN, info.pathOf("eventType"));
        }
        String severity = info.text("severity");
        if (severity == null) {
            findings.add(Fault.SEVERITY_MISSING, info.path());
        } else {
            draft.severity = SEVERITIES.getOrDefault(severity, Severity.UNKNOWN);
        }
        draft.effective = Moments.strict(info.text("effective"), info.pathOf("effective"), findings);
        draft.onset = Moments.strict(info.text("onset"), info.pathOf("onset"), findings);
        draft.expires = Moments.strict(info.text("expires"), info.pathOf("expires"), findings);
        draft.personal |= info.text("senderName") != null;
        draft.headline = info.text("headline");
        draft.description = info.text("description");
        draft.instruction = info.text("instruction");
        info.all("area").forEach(this::area);
    }

    private void area(Element area) {
        area.all("polygon").forEach(p -> draft.add(Geometry.polygon(p.text(), p.path(), findings)));
        area.all("circle").forEach(c -> draft.add(Geometry.circle(c.text(), 1, c.path(), findings)));
        for (String codes : area.texts("geocode")) {
            draft.geocodes.addAll(List.of(codes.split(" ")));
        }
        boolean shaped = !area.texts("polygon").isEmpty()
                || !area.texts("circle").isEmpty()
                || !area.texts("geocode").isEmpty();
        draft.describedOnly |= !shaped && area.text("areaDesc") != null;
    }
}
