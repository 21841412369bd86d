package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.WireText;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Works out what would go out for an alert: text, signature, segments, source address, expiry, policies. */
@Component
class Drafting {
    private final Ledger ledger;
    private final ComplianceSettings settings;
    private final Sources sources;
    private final WordingBook wording;

    Drafting(Ledger ledger, ComplianceSettings settings, Sources sources, WordingBook wording) {
        this.ledger = ledger;
        this.settings = settings;
        this.sources = sources;
        this.wording = wording;
    }

    /** The proposal for a broadcast about which nothing is decided yet. */
    Proposal draft(Received received, Received.Broadcast broadcast) {
        Source source = sources.of(received.source());
        Content content = content(received, broadcast.kind(), source);
        return proposal(
                received.alert(),
                source,
                broadcast.kind(),
                broadcast.audience(),
                content,
                new Grounds(
                        Grounds.first(received.alert().approvalReference(), source.standingApproval()),
                        Grounds.first(received.alert().authorisationReference(), source.standingAuthorisation())),
                Set.of());
    }

    /** The proposal for a broadcast that stands, with the facts as they are now, and what was released for it (C-08). */
    Proposal proposal(Standing standing, Content content, Grounds grounds) {
        List<String> released = ledger.sql("list-released-terms")
                .param("broadcastId", standing.broadcastId())
                .query(String.class)
                .list();
        return proposal(
                standing.alert(),
                sources.of(standing.source()),
                standing.kind(),
                standing.audience(),
                content,
                grounds,
                Set.copyOf(released));
    }

    private Proposal proposal(
            Alert alert,
            Source source,
            Kind kind,
            AudienceDefinition audience,
            Content content,
            Grounds grounds,
            Set<String> released) {
        return new Proposal(
                alert,
                kind,
                audience,
                source,
                content,
                grounds.approval(),
                grounds.authorisation(),
                signers(kind, content.sourceAddress()),
                groups(ledger.sql("list-missing-groups"), audience),
                groups(ledger.sql("list-unauthorised-groups"), audience),
                wording.facts(kind, content.text(), released),
                ledger.now());
    }

    /** The severity of an alert; unknown when it says none. */
    static Severity severity(Alert alert) {
        return alert.severity() == null ? Severity.UNKNOWN : alert.severity();
    }

    private Content content(Received received, Kind kind, Source source) {
        Alert alert = received.alert();
        Signature signature = new Signature(settings.signature());
        String text = signature.removedFrom(Wording.of(alert));
        String address = alert.notice12379() || source.notice12379()
                ? settings.noticeAddress()
                : settings.sourceAddresses().get(kind);
        List<String> signers = signers(kind, address);
        String signatureBy = signers.size() == 1 ? signers.get(0) : null;
        String signed = text.isEmpty() ? "" : signature.value() + text;
        return new Content(
                text,
                signature.value(),
                signatureBy,
                settings.segments().billable(signed),
                text.isEmpty() ? 0 : wireSegments(kind, address, "carrier".equals(signatureBy) ? text : signed),
                address,
                Ledger.stored(alert.sendAfter()),
                Ledger.stored(alert.finishBy()),
                expiry(received),
                settings.window(),
                UncertainPolicy.byDefault(kind, severity(alert)),
                settings.optOutOverride().covers(kind, severity(alert)));
    }

    /** The alert's own expiry, else the default of its type and colour after it was sent; null when there is neither. */
    private OffsetDateTime expiry(Received received) {
        Alert alert = received.alert();
        if (alert.expires() != null) {
            return Ledger.stored(alert.expires());
        }
        return ledger.sql("find-default-expiry")
                .param("since", Ledger.stored(alert.sent() != null ? alert.sent() : received.receivedAt()))
                .param("eventType", alert.eventType() == null ? "*" : alert.eventType())
                .param("colour", severity(alert).colour())
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
    }

    /** One when every port that could send it sends long texts whole, else as many as it is cut into. */
    private int wireSegments(Kind kind, String address, String submitted) {
        List<String> howPortsSendLongTexts = ledger.sql("list-long-texts")
                .param("kind", kind.wireName())
                .param("sourceAddress", address)
                .query(String.class)
                .list();
        return howPortsSendLongTexts.equals(List.of("message-payload"))
                ? 1
                : WireText.segments(submitted).size();
    }

    private List<String> signers(Kind kind, String sourceAddress) {
        return ledger.sql("list-signers")
                .param("kind", kind.wireName())
                .param("sourceAddress", sourceAddress)
                .query(String.class)
                .list();
    }

    private List<String> groups(StatementSpec statement, AudienceDefinition audience) {
        return statement
                .param("groups", audience.groups().toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
