package cn.gulou.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;

/** A bar that a person watches, or a line every tenth for a log. */
final class Progress {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private int tenths = -1;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows a broadcast as {@code GET /api/broadcasts/{id}} tells of it. */
    void show(JsonNode broadcast) {
        double percent = broadcast.path("percent").asDouble(0);
        String line = line(broadcast, percent);
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
        } else if ((int) (percent / 10) > tenths) {
            tenths = (int) (percent / 10);
            out.println(line);
        }
    }

    void end() {
        if (terminal) {
            out.println();
        }
    }

    static String line(JsonNode broadcast, double percent) {
        int filled = (int) (percent * WIDTH / 100);
        JsonNode counts = broadcast.path("counts");
        long delivered = counts.path("delivered").asLong();
        long failed =
                counts.path("undelivered").asLong() + counts.path("rejected").asLong();
        return String.format(
                Locale.ROOT,
                "  [%s%s] %5.1f %%  送达 delivered %d  失败 failed %d  %s/s  %s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                delivered,
                failed,
                broadcast.path("ratePerSecond").asText("-").replace("null", "-"),
                broadcast.path("state").asText());
    }
}
