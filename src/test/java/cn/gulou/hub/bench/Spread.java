package cn.gulou.hub.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Median, least and most of some values. With an even number the median is the mean of the two in the middle. */
record Spread(double median, double min, double max) {
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Of every figure that is a number in all of the rounds. */
    static Map<String, Spread> of(List<Map<String, Object>> rounds) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        for (String figure : rounds.get(0).keySet()) {
            if (rounds.stream().allMatch(round -> round.get(figure) instanceof Number)) {
                spreads.put(
                        figure,
                        of(rounds.stream()
                                .mapToDouble(round -> ((Number) round.get(figure)).doubleValue())
                                .toArray()));
            }
        }
        return spreads;
    }

    /** The least value that is not below {@code percent} of the sorted ones (nearest rank). */
    static double percentile(double[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /** Median, min and max as they are printed; one number when they are the same. */
    Object shown() {
        return min == max ? rounded(median) : List.of(rounded(median), rounded(min), rounded(max));
    }

    /** To four digits that say something, whole numbers without a point: 10312.4 → 10310, 0.97512 → 0.9751. */
    static Number rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        int digits = 3 - (int) Math.floor(Math.log10(Math.abs(value)));
        double rounded =
                BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
        return rounded == Math.rint(rounded) ? (Number) (long) rounded : (Number) rounded;
    }
}
