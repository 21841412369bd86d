package cn.gulou.hub.alert;

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
        boolean resolvable,
        List<Violation> unresolved) {

    public AudienceDefinition {
        groups = List.copyOf(groups);
        geocodes = List.copyOf(geocodes);
        polygons = List.copyOf(polygons);
        circles = List.copyOf(circles);
        unresolved = List.copyOf(unresolved);
    }
}
