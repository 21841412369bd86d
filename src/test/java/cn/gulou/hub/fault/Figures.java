package cn.gulou.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/** The one line that each fault prints: what was measured, and what it should be. */
final class Figures {
    private Figures() {}

    static void print(String fault, Object figure, Object limit, String rest) {
        System.out.println("FAULT " + fault + " figure=" + figure + " limit=" + limit + " " + rest);
    }

    /** With a figure in seconds, which must not be above the limit. */
    static void print(String fault, Duration figure, int limitSeconds, String rest) {
        print(fault, seconds(figure), limitSeconds + "s", rest);
        assertThat(figure).as(fault).isLessThanOrEqualTo(Duration.ofSeconds(limitSeconds));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
    }
}
