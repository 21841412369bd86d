package cn.gulou.hub.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the command line says.
 *
 * @param changes lines of the workload that are replaced
 * @param kept false when the results are printed only
 */
record Options(String workload, Map<String, String> changes, boolean kept) {

    static Options of(String... words) {
        String workload = null;
        boolean kept = true;
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--rounds", "--recipients", "--profile" ->
                    changes.put(words[i].substring(2), following(words, i++));
                case "--set" -> set(changes, following(words, i++));
                case "--no-results" -> kept = false;
                default -> {
                    if (words[i].startsWith("-") || workload != null) {
                        throw new BenchFailure("'" + words[i] + "' is not understood. bench/run --help");
                    }
                    workload = words[i];
                }
            }
        }
        if (workload == null) {
            throw new BenchFailure("Which workload? There are: " + String.join(", ", Workload.names()));
        }
        return new Options(workload, changes, kept);
    }

    private static String following(String[] words, int option) {
        if (option + 1 >= words.length) {
            throw new BenchFailure(words[option] + " wants a value. bench/run --help");
        }
        return words[option + 1];
    }

    private static void set(Map<String, String> changes, String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new BenchFailure("--set wants LINE=VALUE, as in --set smsc.latency=100, not '" + line + "'.");
        }
        changes.put(line.substring(0, equals), line.substring(equals + 1));
    }

    /** A changed line replaces what varied it, too. */
    Workload applied(Workload workload) {
        Map<String, String> lines = new java.util.TreeMap<>(workload.lines());
        changes.forEach((key, value) -> {
            lines.remove("vary." + key);
            lines.put(key, value);
        });
        Workload changed = new Workload(workload.name(), workload.label(), lines);
        changed.requireKnownLines();
        return changed;
    }
}
