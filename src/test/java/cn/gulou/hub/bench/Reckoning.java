package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds the hub's report against what the simulator counted: a round whose counts differ is no measurement. */
final class Reckoning {
    private final List<String> wrong = new ArrayList<>();

    /**
     * @param report {@code GET /api/broadcasts/{id}/report}
     * @param counts the simulator's {@code /counts}
     */
    static List<String> of(JsonNode report, JsonNode counts, long segments, List<String> brokenInvariants) {
        JsonNode total = counts.path("total");
        Reckoning reckoning = new Reckoning();
        reckoning.simulator(counts, segments);
        reckoning.same("segments in the hub's report", report.path("segments"), segments);
        reckoning.same("submitted, says the hub", report.path("submitted"), number(total, "accepted"));
        reckoning.same("delivered, says the hub", report.path("delivered"), number(total.path("outcomes"), "DELIVRD"));
        reckoning.same("uncertain, says the hub", report.path("uncertain"), 0);
        reckoning.same("open, says the hub", report.path("open"), 0);
        brokenInvariants.forEach(broken -> reckoning.wrong.add("invariant " + broken));
        return reckoning.wrong;
    }

    /** What must hold of the simulator's counts, whoever sent. */
    static List<String> of(JsonNode counts, long segments) {
        Reckoning reckoning = new Reckoning();
        reckoning.simulator(counts, segments);
        return reckoning.wrong;
    }

    private void simulator(JsonNode counts, long segments) {
        JsonNode total = counts.path("total");
        same("accepted by the simulator", total.path("accepted"), segments);
        same("doubled at the simulator", total.path("doubled"), 0);
        same("throttled by the simulator", total.path("throttled"), 0);
        same("receipts answered OK", total.path("receiptsAnsweredOk"), number(total, "accepted"));
        same("receipts not taken yet", counts.path("receiptsWaiting"), 0);
        same("receipts not answered yet", counts.path("receiptsUnanswered"), 0);
    }

    private void same(String what, JsonNode value, long expected) {
        if (value.asLong(-1) != expected) {
            wrong.add(what + ": " + value.asLong(-1) + ", not " + expected);
        }
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).asLong(0);
    }
}
