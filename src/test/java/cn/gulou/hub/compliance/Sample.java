package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** A proposal that every policy allows, to be changed in one place. */
final class Sample {
    static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T07:10:00Z");
    static final Segments SEGMENTS = new Segments(70, 67, 140, 134, 4);
    static final AudienceDefinition EVERYONE =
            new AudienceDefinition(true, List.of(), List.of(), List.of(), List.of(), 0, null, true, List.of());
    static final AudienceDefinition NUMBERS =
            new AudienceDefinition(false, List.of(), List.of(), List.of(), List.of(), 3, null, true, List.of());
    static final AudienceDefinition NOBODY =
            new AudienceDefinition(false, List.of(), List.of(), List.of(), List.of(), 0, null, true, List.of());
    static final ComplianceSettings.Window WINDOW =
            new ComplianceSettings.Window(LocalTime.of(8, 30), LocalTime.of(17, 30));
    static final Content CONTENT = new Content(
            "市气象台发布大风黄色预警信号。",
            "【北京市应急管理事务中心】",
            "hub",
            1,
            1,
            "12379",
            null,
            null,
            NOW.plusHours(24),
            WINDOW,
            UncertainPolicy.WAIT_RECEIPT,
            false);
    static final Source SOURCE =
            new Source("upstream", "A", Set.of(Kind.values()), Set.of(), true, "STANDING", null, false);

    static final WordingFacts AGREED = new WordingFacts(List.of(), "warning-signal@1", null);

    private Sample() {}

    static Proposal proposal() {
        return of(OrdinaryAlert.unchanged(), Kind.WHOLE_NETWORK, EVERYONE, SOURCE, CONTENT);
    }

    static Proposal of(Alert alert) {
        return of(alert, Kind.WHOLE_NETWORK, EVERYONE, SOURCE, CONTENT);
    }

    static Proposal of(Alert alert, Kind kind) {
        return of(alert, kind, EVERYONE, SOURCE, CONTENT);
    }

    static Proposal of(AudienceDefinition audience) {
        return of(OrdinaryAlert.unchanged(), Kind.TARGETED, audience, SOURCE, CONTENT);
    }

    static Proposal of(Source source) {
        return of(OrdinaryAlert.unchanged(), Kind.WHOLE_NETWORK, EVERYONE, source, CONTENT);
    }

    static Proposal of(Content content) {
        return of(OrdinaryAlert.unchanged(), Kind.WHOLE_NETWORK, EVERYONE, SOURCE, content);
    }

    static Proposal text(String text) {
        return of(content(text, NOW.plusHours(24), null));
    }

    static Content content(String text, OffsetDateTime expiresAt, OffsetDateTime sendAfter) {
        int segments = SEGMENTS.billable(CONTENT.signature() + text);
        return new Content(
                text,
                CONTENT.signature(),
                "hub",
                segments,
                segments,
                "12379",
                sendAfter,
                null,
                expiresAt,
                WINDOW,
                UncertainPolicy.WAIT_RECEIPT,
                false);
    }

    static Proposal of(Kind kind, WordingFacts wording) {
        return new Proposal(
                OrdinaryAlert.unchanged(),
                kind,
                EVERYONE,
                SOURCE,
                CONTENT,
                "REFERENCE",
                null,
                List.of("hub"),
                List.of(),
                List.of(),
                wording,
                NOW);
    }

    static Proposal withSigners(String... signers) {
        return signed(OrdinaryAlert.unchanged(), Kind.WHOLE_NETWORK, EVERYONE, SOURCE, CONTENT, List.of(signers));
    }

    static AudienceDefinition unresolvable() {
        return new AudienceDefinition(
                false,
                List.of(),
                List.of("110105"),
                List.of(),
                List.of(),
                0,
                null,
                false,
                List.of(new Violation("area-unresolvable", "", "区域尚不能解析。", "The area cannot be resolved yet.")));
    }

    private static Proposal of(Alert alert, Kind kind, AudienceDefinition audience, Source source, Content content) {
        return signed(alert, kind, audience, source, content, List.of("hub"));
    }

    private static Proposal signed(
            Alert alert, Kind kind, AudienceDefinition audience, Source source, Content content, List<String> signers) {
        return new Proposal(
                alert, kind, audience, source, content, "REFERENCE", null, signers, List.of(), List.of(), AGREED, NOW);
    }

    /** A targeted proposal for a list of numbers. */
    static Proposal numbers(String authorisation) {
        return targeted(NUMBERS, authorisation, List.of(), List.of());
    }

    /** A targeted proposal for a group that nobody has set up. */
    static Proposal missingGroup(AudienceDefinition audience, String group) {
        return targeted(audience, null, List.of(group), List.of());
    }

    /** A targeted proposal for a group that states no authorisation. */
    static Proposal unauthorisedGroup() {
        return targeted(NOBODY, null, List.of(), List.of("duty"));
    }

    static Proposal withoutApproval() {
        return new Proposal(
                OrdinaryAlert.unchanged(),
                Kind.WHOLE_NETWORK,
                EVERYONE,
                SOURCE,
                CONTENT,
                null,
                null,
                List.of("hub"),
                List.of(),
                List.of(),
                AGREED,
                NOW);
    }

    private static Proposal targeted(
            AudienceDefinition audience, String authorisation, List<String> missing, List<String> unauthorised) {
        return new Proposal(
                OrdinaryAlert.unchanged(),
                Kind.TARGETED,
                audience,
                SOURCE,
                CONTENT,
                "REFERENCE",
                authorisation,
                List.of("hub"),
                missing,
                unauthorised,
                AGREED,
                NOW);
    }
}
