package cn.gulou.hub.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Whom an alert names, as written: nothing is resolved or widened here.
 *
 * @param wholeNetwork every subscriber and visitor in the city
 * @param polygons areas as rings of points
 * @param circles areas as centre and radius
 * @param describedOnly some area is named in words only, so that no machine can tell its bounds
 * @param geocodes division codes (GB/T 2260), 6, 12 or 14 digits, without duplicates; a code of another system stands as
 *     {@code name=value}, for an area we cannot read is an area still
 * @param groups names of agreed groups of recipients
 * @param numberCount how many phone numbers the alert names; the numbers themselves never stand in the model (C-42)
 * @param datum of the coordinates: WGS84, GCJ02, or null where the writer did not say
 */
public record Audience(
        boolean wholeNetwork,
        List<Polygon> polygons,
        List<Circle> circles,
        boolean describedOnly,
        List<String> geocodes,
        List<String> groups,
        int numberCount,
        String datum) {

    public static final Audience NONE = new Audience(false, List.of(), List.of(), false, List.of(), List.of(), 0, null);

    public Audience {
        polygons = List.copyOf(polygons);
        circles = List.copyOf(circles);
        geocodes = List.copyOf(geocodes);
        groups = List.copyOf(groups);
    }

    /** True when it names an area: a polygon, a circle, a division, or a place in words. */
    public boolean hasArea() {
        return !polygons.isEmpty() || !circles.isEmpty() || !geocodes.isEmpty() || describedOnly;
    }

    /** True when it names nobody at all. */
    @JsonIgnore
    public boolean isEmpty() {
        return !wholeNetwork && !hasArea() && groups.isEmpty() && numberCount == 0;
    }

    /** A point in degrees. */
    public record Point(double latitude, double longitude) {}

    /** A closed ring: at least four points, the first equals the last. */
    public record Polygon(List<Point> points) {
        public Polygon {
            points = List.copyOf(points);
        }
    }

    /** A centre in degrees and a radius in metres. */
    public record Circle(Point centre, double radiusMetres) {}
}
