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

    /** Lines {@code ratio.NAME = figure: case / case}: of each pair of rounds, so that what disturbs both cancels out. */
    Map<String, Spread> ratios() {
        Map<String, Spread> ratios = new LinkedHashMap<>();
        workload.under("ratio.").forEach((name, ratio) -> {
            String[] parts = ratio.split("\\s*[:/]\\s*");
            if (parts.length == 3 && rounds.containsKey(parts[1]) && rounds.containsKey(parts[2])) {
                ratios.put(name, ratio(parts[0], rounds.get(parts[1]), rounds.get(parts[2])));
            }
        });
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

    private Map<String, Boolean> goals(String key) {
        Map<String, Boolean> reached = new LinkedHashMap<>();
        Goal.read(workload.text(key, "")).forEach(goal -> reached.put(goal.toString(), reached(goal)));
        return reached;
    }

    /** A goal holds for a ratio, or for every case that has the figure; there must be one. */
    private boolean reached(Goal goal) {
        if (ratios().containsKey(goal.figure())) {
            return goal.reached(ratios());
        }
        List<Map<String, Spread>> having = rounds.keySet().stream()
                .map(this::spreads)
                .filter(spreads -> spreads.containsKey(goal.figure()))
                .toList();
        return !having.isEmpty() && having.stream().allMatch(goal::reached);
    }

    private static Map<String, Object> shown(Map<String, Spread> spreads) {
        Map<String, Object> shown = new LinkedHashMap<>();
        spreads.forEach((figure, spread) -> shown.put(figure, spread.shown()));
        return shown;
    }
}
