package cn.gulou.hub.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** One commented file of settings; what stands there is read, and what is read stands there. */
class SettingsTest {
    private static final List<String> LINES = Sources.lines(Settings.FILE);

    /** Read by routes as placeholders, not by a record. */
    private static final List<String> BY_ROUTES = List.of("hub.queue.");

    /** Blocks whose every setting stands elsewhere: prefix → where. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("hub.simulator.", "docs/simulator.md, held in step by its own test");

    /** Variables of the scripts, not of the hub: name → who reads it. */
    private static final Map<String, String> OF_SCRIPTS = Map.of("HUB_JAVA_OPTIONS", "./demo, for the JVM it starts");

    @Test
    void everySettingIsExplainedAboveItOrItsBlock() {
        List<String> bare = new ArrayList<>();
        for (int line = 0; line < LINES.size(); line++) {
            if (LINES.get(line).matches(" *[\\w.-]+: +[^ ].*") && !isExplained(line)) {
                bare.add((line + 1) + ": " + LINES.get(line).strip());
            }
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void everyHubSettingIsRead() {
        Map<String, RecordComponent> read = read();
        String routes = RouteFile.all().stream().map(RouteFile::text).collect(Collectors.joining());
        assertThat(Settings.common().keySet())
                .filteredOn(key -> key.startsWith("hub."))
                .filteredOn(key -> BY_ROUTES.stream().noneMatch(key::startsWith) || !routes.contains("{{" + key + "}}"))
                .allSatisfy(key -> assertThat(read.keySet())
                        .as("records that hold %s", key)
                        .anyMatch(name -> key.equals(name) || isMap(read.get(name)) && key.startsWith(name + ".")));
    }

    @Test
    void everySettingThatIsReadStandsInTheFile() {
        Set<String> given = Settings.common().keySet();
        assertThat(read().keySet())
                .filteredOn(name -> ELSEWHERE.keySet().stream().noneMatch(name::startsWith))
                .allSatisfy(name -> assertThat(given).anyMatch(key -> key.equals(name) || key.startsWith(name + ".")));
    }

    @Test
    void everyFieldOfAListIsNamedAboveIt() {
        List<String> unnamed = new ArrayList<>();
        read().forEach((key, component) -> {
            if (component.getGenericType() instanceof ParameterizedType type
                    && component.getType() == List.class
                    && type.getActualTypeArguments()[0] instanceof Class<?> entry
                    && entry.isRecord()) {
                String comment = commentAbove(key.substring(key.lastIndexOf('.') + 1) + ": []");
                Stream.of(entry.getRecordComponents())
                        .map(field -> kebab(field.getName()))
                        .filter(field -> !comment.matches("(?s).*\\b" + field + "\\b.*"))
                        .forEach(field -> unnamed.add(key + "[]." + field));
            }
        });
        assertThat(unnamed).isEmpty();
    }

    @Test
    void everyVariableThatPapersAndScriptsNameIsASetting() {
        Set<String> named = new TreeSet<>();
        Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "RATIONALE.md",
                        "docs",
                        "demo",
                        "verify",
                        "docker",
                        "bench",
                        ".ci",
                        "src/main/java")
                .flatMap(name -> Sources.files(Sources.ROOT.resolve(name), "").stream())
                .forEach(file -> named.addAll(Sources.found("\\b(HUB_[A-Z0-9_]*[A-Z0-9])\\b", Sources.digits(file))));
        named.removeAll(OF_SCRIPTS.keySet());
        assertThat(Sources.found("\\$\\{(HUB_[A-Z0-9_]+)", Sources.text(Settings.FILE)))
                .containsAll(named);
    }

    /** A comment above it, above a neighbour before it, or above a block it is in; room marks say nothing. */
    private static boolean isExplained(int line) {
        int depth = indent(LINES.get(line));
        for (int above = line - 1; above >= 0; above--) {
            String text = LINES.get(above);
            if (text.isBlank() || indent(text) > depth || text.strip().matches("# (--|──).*")) {
                continue;
            }
            if (text.equals("---") || above < 3) {
                return false;
            }
            if (text.strip().startsWith("#")) {
                return true;
            }
            depth = indent(text);
        }
        return false;
    }

    private static String commentAbove(String setting) {
        int line = LINES.stream().map(String::strip).toList().indexOf(setting);
        StringBuilder comment = new StringBuilder();
        for (int above = line - 1; above >= 0 && LINES.get(above).strip().startsWith("#"); above--) {
            comment.insert(0, LINES.get(above));
        }
        return comment.toString();
    }

    private static Map<String, RecordComponent> read() {
        Map<String, RecordComponent> settings = new TreeMap<>();
        Beans.classes().stream()
                .filter(type -> type.isAnnotationPresent(ConfigurationProperties.class))
                .forEach(type ->
                        add(type.getAnnotation(ConfigurationProperties.class).value(), type, settings));
        return settings;
    }

    private static void add(String prefix, Class<?> type, Map<String, RecordComponent> settings) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                add(key, component.getType(), settings);
            } else {
                settings.put(key, component);
            }
        }
    }

    private static boolean isMap(RecordComponent component) {
        return component.getType() == Map.class;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase();
    }
}
