package cn.gulou.hub.alert;

import java.util.List;

/**
 * Whom a broadcast is for: the definition that an approval binds, not the people. Stands as JSON in
 * {@code broadcast.audience}. What is both an area and a group is their intersection.
 *
 * @param wholeNetwork every subscriber and visitor in the city
 * @param groups names of agreed groups of recipients
 * @param geocodes division codes; the whole city's are already {@code wholeNetwork}
 * @param polygons areas as rings of points
 * @param circles areas as centre and radius
 * @param numberCount how many numbers stand in {@code alert_number} for it
 * @param resolvable whether the hub can say today who that is; if not, it is never widened (FORMATS §1)
 * @param unresolved which of its parts it cannot say yet: {@code polygons}, {@code circles}, {@code geocodes}, …
 */
public record AudienceDefinition(
        boolean wholeNetwork,
        List<String> groups,
        List<String> geocodes,
        List<Audience.Polygon> polygons,
        List<Audience.Circle> circles,
        int numberCount,
        boolean resolvable,
        List<String> unresolved) {

    public AudienceDefinition {
        groups = List.copyOf(groups);
        geocodes = List.copyOf(geocodes);
        polygons = List.copyOf(polygons);
        circles = List.copyOf(circles);
        unresolved = List.copyOf(unresolved);
    }

    /** True when it names nobody at all. */
    public boolean namesNobody() {
        return !wholeNetwork
                && groups.isEmpty()
                && geocodes.isEmpty()
                && polygons.isEmpty()
                && circles.isEmpty()
                && numberCount == 0;
    }
}
