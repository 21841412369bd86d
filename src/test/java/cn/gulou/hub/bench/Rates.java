package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulator's counts say about speed. */
final class Rates {
    private Rates() {}

    /**
     * @param segmentsEach segments a recipient gets
     * @param rate the port's ceiling, segments a second; 0: there is none to be held against
     */
    static Map<String, Object> of(JsonNode counts, int segmentsEach, int rate) {
        JsonNode total = counts.path("total");
        double perSecond = accepted(total);
        int most = total.path("mostInAnySecond").asInt();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("segments", total.path("accepted").asLong());
        figures.put("segmentsPerSecond", Spread.rounded(perSecond));
        figures.put("recipientsPerSecond", Spread.rounded(perSecond / segmentsEach));
        figures.put("mostInAnySecond", most);
        if (rate > 0) {
            figures.put("meanOfRate", Spread.rounded(perSecond / rate));
            figures.put("mostOfRate", Spread.rounded((double) most / rate));
        }
        figures.put("receipts", total.path("receiptsAnsweredOk").asLong());
        return figures;
    }

    /** From the first submit to the last; those that were refused do not count. */
    private static double accepted(JsonNode total) {
        long submits = total.path("submits").asLong();
        long accepted = total.path("accepted").asLong();
        double mean = total.path("meanPerSecond").asDouble();
        return submits < 2 ? 0 : mean * (accepted - 1) / (submits - 1);
    }
}
