package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Audience;
import cn.gulou.hub.alert.Dialect;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reach;
import cn.gulou.hub.alert.Reference;
import cn.gulou.hub.alert.Scope;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Status;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An alert while it is being read. A reader fills it; once nothing speaks against it, it becomes an {@link Alert}. */
final class Draft {
    final Dialect dialect;
    String sender;
    String identifier;
    OffsetDateTime sent;
    Status status;
    MessageType messageType;
    Scope scope;
    final List<Reference> references = new ArrayList<>();
    String approvalReference;
    String authorisationReference;
    Kind requestedKind;
    boolean notice12379;
    OffsetDateTime sendAfter;
    OffsetDateTime finishBy;
    OffsetDateTime effective;
    OffsetDateTime onset;
    OffsetDateTime expires;
    Severity severity = Severity.UNKNOWN;
    String eventType;
    String language;
    String headline;
    String smsText;
    String description;
    String instruction;
    boolean wholeNetwork;
    Reach reach;
    boolean describedOnly;
    String datum;
    final List<Audience.Polygon> polygons = new ArrayList<>();
    final List<Audience.Circle> circles = new ArrayList<>();
    final Set<String> geocodes = new LinkedHashSet<>();
    final Set<String> groups = new LinkedHashSet<>();
    List<String> numbers = List.of();
    /** A person's name, number or address stands in the message. */
    boolean personal;

    Draft(Dialect dialect) {
        this.dialect = dialect;
    }

    /** True when it has something to publish. */
    boolean hasText() {
        return headline != null || smsText != null || description != null;
    }

    void add(Audience.Polygon polygon) {
        if (polygon != null) {
            polygons.add(polygon);
        }
    }

    void add(Audience.Circle circle) {
        if (circle != null) {
            circles.add(circle);
        }
    }

    Alert toAlert(Findings findings) {
        return new Alert(
                dialect,
                sender,
                identifier,
                sent,
                status,
                messageType,
                scope,
                references,
                approvalReference,
                authorisationReference,
                requestedKind,
                notice12379,
                sendAfter,
                finishBy,
                effective,
                onset,
                expires,
                severity,
                eventType,
                language,
                headline,
                smsText,
                description,
                instruction,
                audience(),
                reach,
                findings.of(Fault.Weight.DEFECT));
    }

    private Audience audience() {
        return new Audience(
                wholeNetwork,
                polygons,
                circles,
                describedOnly,
                List.copyOf(geocodes),
                List.copyOf(groups),
                numbers.size(),
                datum);
    }

    /** The constant that is spelt so, upper or lower case; null when there is none. */
    static <E extends Enum<E>> E constant(Class<E> type, String written) {
        if (written == null) {
            return null;
        }
        String wanted = written.strip().toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        return null;
    }
}
