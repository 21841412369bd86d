package cn.gulou.hub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last line of a run: median, least and most of each figure, ratios between cases, and which goals are reached. */
final class Summary {
    private final Workload workload;
    private final Map<String, List<Map<String, Object>>> rounds = new LinkedHashMap<>();

    Summary(Workload workload) {
        this.workload = workload;
    }

    void add(String label, Map<String, Object> figures) {
        rounds.computeIfAbsent(label, any -> new ArrayList<>()).add(figures);
    }

    /** Of a case, by figure. */
    Map<String, Spread> spreads(String label) {
        return Spread.of(rounds.get(label));
    }

    /** The line {@code ratio = figure: case / case}: of each pair of rounds, so that what disturbs both cancels out. */
    Map<String, Spread> ratios() {
        Map<String, Spread> ratios = new LinkedHashMap<>();
        for (String ratio : workload.text("ratio", "").split(";")) {
            String[] parts = ratio.strip().split("\\s*[:/]\\s*");
            if (parts.length == 3 && rounds.containsKey(parts[1]) && rounds.containsKey(parts[2])) {
                ratios.put(ratio.strip(), ratio(parts[0], rounds.get(parts[1]), rounds.get(parts[2])));
            }
        }
        return ratios;
    }

    private static Spread ratio(String figure, List<Map<String, Object>> above, List<Map<String, Object>> below) {
        double[] ratios = new double[Math.min(above.size(), below.size())];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = number(above.get(round), figure) / number(below.get(round), figure);
        }
        return Spread.of(ratios);
    }

    private static double number(Map<String, Object> figures, String figure) {
        return figures.get(figure) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    Map<String, Object> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        rounds.keySet().forEach(label -> line.put(label.isEmpty() ? "figures" : label, shown(spreads(label))));
        if (!ratios().isEmpty()) {
            line.put("ratios", shown(ratios()));
        }
        line.put("reached", goals("reach"));
        line.put("aims", goals("aim"));
        return line;
    }

    boolean allReached() {
        return !goals("reach").containsValue(false);
    }

    /** A goal over figures must be reached by every case that has the figure; one over a ratio by the ratio. */
    private Map<String, Boolean> goals(String key) {
        Map<String, Boolean> reached = new LinkedHashMap<>();
        for (Goal goal : Goal.read(workload.text(key, ""))) {
            reached.put(goal.toString(), rounds.keySet().stream().allMatch(label -> goal.reached(spreads(label))));
        }
        for (Goal goal : Goal.read(workload.text(key + "-ratio", ""))) {
            boolean all = !ratios().isEmpty();
            for (Spread spread : ratios().values()) {
                all &= goal.reached(Map.of(goal.figure(), spread));
            }
            reached.put(goal.toString(), all);
        }
        return reached;
    }

    private static Map<String, Object> shown(Map<String, Spread> spreads) {
        Map<String, Object> shown = new LinkedHashMap<>();
        spreads.forEach((figure, spread) -> shown.put(
                figure,
                List.of(Spread.rounded(spread.median()), Spread.rounded(spread.min()), Spread.rounded(spread.max()))));
        return shown;
    }
}
