package cn.gulou.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the hub's report adds up, in itself and with what the simulator counted.
 *
 * @param report {@code GET /api/broadcasts/{id}/report}
 * @param simulator {@code total} of the simulator's {@code /counts}
 * @param subscribers how many people the hub knows
 * @param wireSegments segments each of them is sent
 */
record Sums(JsonNode report, JsonNode simulator, long subscribers, long wireSegments) {

    /** Every sum that is wrong, as a sentence; empty when all adds up. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        check(wrong, "recipients 用户", hub("recipients"), "subscribers imported", subscribers);
        check(wrong, "segments 条", hub("segments"), "recipients × " + wireSegments, subscribers * wireSegments);
        check(wrong, "all parts of the report together", parts(), "segments 条", hub("segments"));
        check(wrong, "segments still open 未完", hub("open"), "none", 0);
        check(wrong, "segments uncertain 待定", hub("uncertain"), "none", 0);
        check(wrong, "submitted 已提交", hub("submitted"), "accepted by the simulator", accepted());
        check(wrong, "delivered 已送达", hub("delivered"), "delivered by the simulator", delivered());
        check(wrong, "failed 失败", hub("failed"), "failed or refused by the simulator", failed());
        check(wrong, "copies the simulator saw", simulator.path("doubled").asLong(-1), "none", 0);
        check(wrong, "submits without an answer", simulator.path("swallowed").asLong(-1), "none", 0);
        return wrong;
    }

    long accepted() {
        return simulator.path("accepted").asLong(-1);
    }

    long delivered() {
        return simulator.path("outcomes").path("DELIVRD").asLong(0);
    }

    /** Accepted but not delivered, and refused at once. */
    long failed() {
        return accepted() - delivered() + refused();
    }

    long refused() {
        long refused = 0;
        for (JsonNode count : simulator.path("rejected")) {
            refused += count.asLong();
        }
        return refused;
    }

    private long parts() {
        return hub("delivered") + hub("failed") + hub("suppressed") + hub("notSent") + hub("uncertain") + hub("open");
    }

    private long hub(String name) {
        return report.path(name).asLong(-1);
    }

    private static void check(List<String> wrong, String what, long value, String should, long expected) {
        if (value != expected) {
            wrong.add(what + ": " + value + ", but " + should + ": " + expected);
        }
    }
}
