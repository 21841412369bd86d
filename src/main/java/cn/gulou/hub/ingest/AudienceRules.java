package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.Audience;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Status;
import cn.gulou.hub.alert.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says which kind of broadcast an alert asks for, and for whom (FORMATS §1, "Which kind"). Never wider than any one thing
 * the alert says: group and area together mean those of the group who are in the area.
 *
 * @param wholeNetworkGroups group ids that mean everyone
 * @param wholeCityGeocodes division codes that mean the whole city
 */
record AudienceRules(Set<String> wholeNetworkGroups, Set<String> wholeCityGeocodes) {
    private static final Violation AREA =
            new Violation("area-not-resolvable", "", "尚不能按区域确定人员", "who is in an area cannot be told yet");
    private static final Violation INTERSECTION = new Violation(
            "group-and-area",
            "",
            "群组或号码与区域同时指定，须取交集，尚不能确定",
            "a group or numbers and an area: those of the one who are in the other cannot be told yet");
    private static final Violation WIDE_AND_NARROW = new Violation(
            "everyone-and-some",
            "",
            "既指全网又指群组或号码，含义不清",
            "it names the whole network and also a group or numbers: what is meant is not clear");

    /** What a broadcast is to be. */
    record Decision(Kind kind, AudienceDefinition audience) {}

    /** @throws Refusal 422 when the alert asks for a kind that its audience does not fit */
    Decision decide(Alert alert) {
        Audience audience = alert.audience();
        List<String> groups = audience.groups().stream()
                .filter(group -> !wholeNetworkGroups.contains(group))
                .toList();
        boolean everyone =
                audience.wholeNetwork() || groups.size() < audience.groups().size();
        boolean wholeCity = isWholeCity(audience);
        boolean narrowArea = audience.hasArea() && !wholeCity;
        boolean named = !groups.isEmpty() || audience.numberCount() > 0;
        boolean wholeNetwork = (everyone || wholeCity) && !narrowArea && !named;

        Kind kind = wholeNetwork ? Kind.WHOLE_NETWORK : Kind.TARGETED;
        if (alert.requestedKind() != null && alert.requestedKind() != kind) {
            throw new Refusal(422, List.of(Fault.KIND_CONTRADICTS_AUDIENCE.at("kind")));
        }
        List<Violation> unresolved = unresolved(everyone, narrowArea, named);
        boolean resolvable = unresolved.isEmpty() && (wholeNetwork || named);
        return new Decision(
                alert.status() == Status.ACTUAL ? kind : Kind.DRILL,
                definition(audience, wholeNetwork, groups, resolvable, unresolved));
    }

    private boolean isWholeCity(Audience audience) {
        return audience.polygons().isEmpty()
                && audience.circles().isEmpty()
                && !audience.describedOnly()
                && !audience.geocodes().isEmpty()
                && wholeCityGeocodes.containsAll(audience.geocodes());
    }

    private static AudienceDefinition definition(
            Audience audience,
            boolean wholeNetwork,
            List<String> groups,
            boolean resolvable,
            List<Violation> unresolved) {
        return new AudienceDefinition(
                wholeNetwork,
                groups,
                audience.geocodes(),
                audience.polygons(),
                audience.circles(),
                audience.numberCount(),
                audience.datum(),
                resolvable,
                unresolved);
    }

    /** The whole city narrows nothing: beside a group or numbers it only says where they live. */
    private static List<Violation> unresolved(boolean everyone, boolean narrowArea, boolean named) {
        List<Violation> reasons = new ArrayList<>();
        if (narrowArea) {
            reasons.add(named ? INTERSECTION : AREA);
        }
        if (everyone && named) {
            reasons.add(WIDE_AND_NARROW);
        }
        return reasons;
    }
}
