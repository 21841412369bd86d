package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Audience.Circle;
import cn.gulou.hub.alert.Audience.Point;
import cn.gulou.hub.alert.Audience.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Areas as CAP and the national profile write them: latitude first. */
final class Geometry {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d{1,9}(?:\\.\\d{0,40})?|\\.\\d{1,40})");
    private static final int SHORTEST_RING = 4;

    private Geometry() {}

    /** A polygon {@code lat,lon lat,lon …}; null when it is empty or wrong, and the findings say which. */
    static Polygon polygon(String text, String where, Findings findings) {
        if (text.isBlank()) {
            findings.add(Fault.EMPTY_AREA_SHAPE, where);
            return null;
        }
        List<Point> points = new ArrayList<>();
        for (String pair : text.strip().split("\\s+")) {
            Point point = point(pair);
            if (point == null) {
                findings.add(Fault.COORDINATE_MALFORMED, where);
                return null;
            }
            points.add(point);
        }
        return ring(points, where, findings);
    }

    /** A ring whose points could be read: at least four, closed, on the globe. */
    static Polygon ring(List<Point> points, String where, Findings findings) {
        if (!points.stream().allMatch(Geometry::onGlobe)) {
            findings.add(Fault.COORDINATE_OUT_OF_RANGE, where);
        }
        if (points.size() < SHORTEST_RING) {
            findings.add(Fault.RING_TOO_SHORT, where);
        }
        if (!points.get(0).equals(points.get(points.size() - 1))) {
            findings.add(Fault.RING_NOT_CLOSED, where);
        }
        return new Polygon(points);
    }

    /**
     * A circle {@code lat,lon radius}.
     *
     * @param metresPerUnit 1,000 in CAP (kilometres), 1 in the national profile
     */
    static Circle circle(String text, double metresPerUnit, String where, Findings findings) {
        if (text.isBlank()) {
            findings.add(Fault.EMPTY_AREA_SHAPE, where);
            return null;
        }
        String[] parts = text.strip().split("\\s+");
        Point centre = parts.length == 2 ? point(parts[0]) : null;
        if (centre == null || !NUMBER.matcher(parts[1]).matches()) {
            findings.add(Fault.CIRCLE_MALFORMED, where);
            return null;
        }
        return circle(centre, Double.parseDouble(parts[1]) * metresPerUnit, where, findings);
    }

    /** A circle whose numbers could be read: on the globe, radius not negative. */
    static Circle circle(Point centre, double radiusMetres, String where, Findings findings) {
        if (!onGlobe(centre)) {
            findings.add(Fault.COORDINATE_OUT_OF_RANGE, where);
        }
        if (radiusMetres < 0 || !Double.isFinite(radiusMetres)) {
            findings.add(Fault.RADIUS_OUT_OF_RANGE, where);
        }
        return new Circle(centre, radiusMetres);
    }

    private static Point point(String pair) {
        String[] parts = pair.split(",", -1);
        if (parts.length != 2
                || !NUMBER.matcher(parts[0]).matches()
                || !NUMBER.matcher(parts[1]).matches()) {
            return null;
        }
        return new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    private static boolean onGlobe(Point point) {
        return Math.abs(point.latitude()) <= 90 && Math.abs(point.longitude()) <= 180;
    }
}
