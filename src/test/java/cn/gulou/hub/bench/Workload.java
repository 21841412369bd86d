package cn.gulou.hub.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scenario as its file in {@code bench/workloads} tells it; bench/README.md explains every line.
 *
 * @param label what sets this case apart from the others of the workload; empty when it is the only one
 */
record Workload(String name, String label, Map<String, String> lines) {
    static final Path FOLDER = Path.of("bench", "workloads");
    private static final String ENDING = ".properties";
    private static final String VARY = "vary.";
    private static final Pattern UNDERSTOOD =
            Pattern.compile("(vary\\.)?(hub\\..+|smsc\\..+|scenario|rounds|repeats|recipients|"
                    + "warm-up|kind|severity|text|alerts|connections|rate-held-against|idle-millis|bare-threads|kannel-connections|"
                    + "hub-jvm|profile)|ratio\\..+|reach|aim");

    static Workload read(String name) {
        Path file = FOLDER.resolve(name + ENDING);
        if (!Files.isRegularFile(file)) {
            throw new BenchFailure("There is no workload '" + name + "'. There are: " + String.join(", ", names()));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchFailure(file + " cannot be read: " + e.getMessage());
        }
        Map<String, String> lines = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
        return new Workload(name, "", lines);
    }

    /** Refuses a line that nothing would read: a run that quietly measures something else costs its time. */
    void requireKnownLines() {
        for (String line : lines.keySet()) {
            if (!UNDERSTOOD.matcher(line).matches()) {
                throw new BenchFailure("'" + line + "' is no line of a workload. The lines of " + name + ": "
                        + String.join(", ", read(name).lines.keySet()) + "; all of them: bench/README.md");
            }
        }
    }

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BenchFailure(FOLDER + " cannot be read. Start bench/run in the source tree.");
        }
    }

    private Workload with(String newLabel, Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(lines);
        all.putAll(changes);
        return new Workload(name, newLabel, all);
    }

    /** Every combination of the {@code vary.} lines, the last varying fastest; just this one when there are none. */
    List<Workload> cases() {
        List<Workload> cases = List.of(this);
        for (String key :
                lines.keySet().stream().filter(line -> line.startsWith(VARY)).toList()) {
            String varied = key.substring(VARY.length());
            List<Workload> more = new ArrayList<>();
            for (Workload one : cases) {
                for (String value : lines.get(key).split(",")) {
                    String label = (one.label + " " + lastWord(varied) + "=" + value.strip()).strip();
                    more.add(one.with(label, Map.of(varied, value.strip())));
                }
            }
            cases = more;
        }
        return cases;
    }

    private static String lastWord(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    String text(String key) {
        String value = lines.get(key);
        if (value == null) {
            throw new BenchFailure("The workload " + name + " lacks a line '" + key + "'.");
        }
        return value.strip();
    }

    String text(String key, String byDefault) {
        return lines.getOrDefault(key, byDefault).strip();
    }

    int number(String key) {
        return number(key, text(key));
    }

    int number(String key, int byDefault) {
        return number(key, text(key, String.valueOf(byDefault)));
    }

    /** A number, another line's, or a product: {@code hub.ports[0].rate x 10}. */
    private int number(String key, String value) {
        try {
            int product = 1;
            for (String factor : value.split(" x ")) {
                product *= lines.containsKey(factor) ? number(factor) : Integer.parseInt(factor);
            }
            return product;
        } catch (NumberFormatException e) {
            throw new BenchFailure("The workload " + name + " says " + key + "=" + value + ", which is no number.");
        }
    }

    /** The lines that begin so, under what follows. */
    Map<String, String> under(String prefix) {
        return lines.entrySet().stream()
                .filter(line -> line.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        line -> line.getKey().substring(prefix.length()),
                        line -> line.getValue().strip(),
                        (first, second) -> second,
                        TreeMap::new));
    }

    /** What stands first in the file: the comment of its first line. */
    static String headline(String name) {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(name + ENDING))) {
            return lines.findFirst().orElse("").replaceFirst("^#\\s*", "");
        } catch (IOException e) {
            return "";
        }
    }
}
