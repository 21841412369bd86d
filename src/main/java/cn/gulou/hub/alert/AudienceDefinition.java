package cn.gulou.hub.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Whom a broadcast is for: what column {@code broadcast.audience} holds and an approval binds. It is the definition, not
 * the people, and holds no number; numbers lie sealed in {@code alert_number}.
 *
 * @param wholeNetwork every subscriber and visitor in the city; then groups and numbers are empty
 * @param groups names of groups
 * @param geocodes division codes of the area
 * @param polygons rings of the area
 * @param circles circles of the area
 * @param numberCount how many numbers the alert names
 * @param datum of the coordinates, or null
 * @param only null, or {@code told}: of all these only those who were told what an Update or a Cancel refers to
 * @param resolvable whether the hub can say who they are. False: it waits for approval, and approving it answers 409
 * @param unresolved why not, in both languages; empty when resolvable
 */
public record AudienceDefinition(
        boolean wholeNetwork,
        List<String> groups,
        List<String> geocodes,
        List<Audience.Polygon> polygons,
        List<Audience.Circle> circles,
        int numberCount,
        String datum,
        @JsonInclude(JsonInclude.Include.NON_NULL) String only,
        boolean resolvable,
        List<Violation> unresolved) {
    /** What {@code only} says of those who were told. */
    public static final String TOLD = "told";

    public AudienceDefinition {
        groups = List.copyOf(groups);
        geocodes = List.copyOf(geocodes);
        polygons = List.copyOf(polygons);
        circles = List.copyOf(circles);
        unresolved = List.copyOf(unresolved);
    }

    /** All of these people, told before or not. */
    public AudienceDefinition(
            boolean wholeNetwork,
            List<String> groups,
            List<String> geocodes,
            List<Audience.Polygon> polygons,
            List<Audience.Circle> circles,
            int numberCount,
            String datum,
            boolean resolvable,
            List<Violation> unresolved) {
        this(wholeNetwork, groups, geocodes, polygons, circles, numberCount, datum, null, resolvable, unresolved);
    }

    /** Those who were told before, and nobody else: whom a Cancel tells. */
    public static AudienceDefinition thoseTold() {
        return new AudienceDefinition(
                false, List.of(), List.of(), List.of(), List.of(), 0, null, TOLD, true, List.of());
    }

    /** Of these people those who were told before. */
    public AudienceDefinition toldOnly() {
        return new AudienceDefinition(
                wholeNetwork, groups, geocodes, polygons, circles, numberCount, datum, TOLD, resolvable, unresolved);
    }

    /** True when it goes to those who were told, and nobody else. */
    @JsonIgnore
    public boolean isToldOnly() {
        return TOLD.equals(only);
    }
}
