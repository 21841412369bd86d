package cn.gulou.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code bench/run WORKLOAD}: rounds of a workload, a line each, and a last one that sums them up. */
public final class Bench {
    private static final int COUNTS_DIFFER = 1;
    private static final int FIGURE_MISSED = 4;

    private final Options options;
    private final Workload workload;
    private final Results results;
    private final Summary summary;

    private Bench(Options options) {
        this.options = options;
        workload = options.applied(Workload.read(options.workload()));
        results = new Results(workload.name(), options.kept());
        summary = new Summary(workload);
    }

    public static void main(String[] words) {
        Quiet.please();
        int status;
        try {
            status = new Bench(Options.of(words)).run();
        } catch (BenchFailure failure) {
            System.err.println("bench: " + failure.getMessage());
            status = failure.status();
        }
        System.exit(status);
    }

    private int run() {
        for (int round = 1; round <= workload.number("rounds", 1); round++) {
            for (Workload one : workload.cases()) {
                if (!round(round, one)) {
                    return COUNTS_DIFFER;
                }
            }
        }
        Map<String, Object> line = head("summary");
        line.put("rounds", workload.number("rounds", 1));
        line.putAll(Machine.described());
        line.put("spread", "median, min, max");
        line.putAll(summary.line());
        results.line(line);
        return summary.allReached() ? 0 : FIGURE_MISSED;
    }

    /** False when the counts differ; then its data stay. */
    private boolean round(int round, Workload one) {
        Path data = Path.of("target", "bench", one.name()).toAbsolutePath();
        delete(data);
        Number load = Machine.load();
        Measured measured = Scenarios.run(one, data);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("loadBefore", load);
        figures.putAll(measured.figures());
        print(round, one.label(), figures, measured.wrong());
        if (!measured.wrong().isEmpty()) {
            System.err.println("bench: the counts differ, so this is no measurement. What was left: " + data);
            measured.wrong().forEach(wrong -> System.err.println("  " + wrong));
            return false;
        }
        summary.add(one.label(), figures);
        delete(data);
        return true;
    }

    private void print(int round, String label, Map<String, Object> figures, List<String> wrong) {
        Map<String, Object> line = head("round");
        line.put("round", round);
        if (!label.isEmpty()) {
            line.put("case", label);
        }
        line.putAll(figures);
        if (!wrong.isEmpty()) {
            line.put("wrong", wrong);
        }
        results.line(line);
    }

    private Map<String, Object> head(String line) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("workload", workload.name());
        head.put("line", line);
        head.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!options.changes().isEmpty()) {
            head.put("changed", options.changes());
        }
        return head;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new BenchFailure(folder + " cannot be deleted: " + e.getMessage());
        }
    }
}
