package cn.gulou.hub.report;

import java.time.Duration;
import java.time.Instant;

/** How fast a broadcast goes: segments answered between the first claim and the last answer. */
record Pace(Instant first, Instant last, long answered) {

    /** Segments a second, to one decimal; null before there is a span to measure. */
    Double perSecond() {
        long millis = first == null || last == null
                ? 0
                : Duration.between(first, last).toMillis();
        return answered == 0 || millis <= 0 ? null : Double.valueOf(Math.round(10_000.0 * answered / millis) / 10.0);
    }
}
