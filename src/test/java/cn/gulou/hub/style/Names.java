package cn.gulou.hub.style;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has a name a page may cite: code, tables, steps, settings, tests. An ellipsis in a citation stands for anything. */
final class Names {
    private static final Set<String> SETTINGS = Settings.common().keySet();
    private static final String YAML = Sources.text(Settings.FILE);
    private static final String CONTRACT = Sources.text(Sources.RESOURCES.resolve("openapi/hub.json"));
    private static final String MIGRATIONS = Sources.files(Sources.RESOURCES.resolve("db/migration"), ".sql").stream()
            .map(Sources::text)
            .collect(Collectors.joining("\n"));

    private final Set<String> code = code();
    private final Set<String> steps = steps();
    private final Map<String, String> tests = tests();

    /** A class, with its room or without; its method; a policy, an order, an alarm; a function or view; a statement's file. */
    boolean isCode(String name) {
        return any(code, name);
    }

    /** A route, its step, or its file. */
    boolean isStep(String name) {
        return any(steps, name);
    }

    /** A table, or a column of one as {@code table.column}. */
    boolean isTable(String name) {
        String[] parts = name.split("\\.");
        String defined = String.join(
                "\n", Sources.found("(?s)(?:CREATE|ALTER) TABLE " + Pattern.quote(parts[0]) + "\\b(.*?);", MIGRATIONS));
        return !defined.isEmpty() && (parts.length == 1 || holdsWord(defined, parts[1]));
    }

    /** A setting or a block of them, a field of a list as {@code list[].field}, a variable, or a call of the contract. */
    boolean isSetting(String name) {
        if (name.startsWith("/api/")) {
            return CONTRACT.contains('"' + name.substring("/api".length()) + '"');
        }
        if (name.startsWith("HUB_")) {
            return YAML.contains("${" + name);
        }
        String[] parts = name.split("\\[]\\.");
        boolean known = any(SETTINGS, parts[0]) || any(SETTINGS, parts[0] + ".…");
        // that the comment above a list names each of its fields is SettingsTest's to say
        return known && (parts.length == 1 || holdsWord(YAML, parts[1]));
    }

    boolean isTestClass(String name) {
        return tests.containsKey(name);
    }

    /** A test of one of these classes, alone or behind its class; or a workload of the bench. */
    boolean isTest(List<String> classes, String name) {
        String method = name.replaceFirst("^\\w+[.#]", "").replace("…", "\\w*");
        return classes.stream().map(type -> tests.getOrDefault(type, "")).anyMatch(test -> !Sources.found(
                                "void (" + method + ")\\(", test)
                        .isEmpty())
                || Sources.ROOT
                        .resolve("bench/workloads/" + name + ".properties")
                        .toFile()
                        .exists();
    }

    private static Set<String> code() {
        Set<String> code = new TreeSet<>();
        for (Class<?> type : Beans.classes()) {
            code.add(type.getSimpleName());
            code.add(type.getPackageName().replaceFirst(".*\\.", "") + "/" + type.getSimpleName());
            Stream.of(type.getDeclaredMethods())
                    .forEach(method -> code.add(type.getSimpleName() + "." + method.getName()));
        }
        code.addAll(Sources.found("(?:return|ACTION =) \"([a-z]+(?:[.-][a-z]+)*)\"", Sources.allJava()));
        code.addAll(Sources.found("(?:FUNCTION|TRIGGER|VIEW|CONSTRAINT) (\\w+)", MIGRATIONS));
        code.addAll(Sources.found("\\('([a-z-]+)',\\s+'(?:warning|critical)'", MIGRATIONS));
        Sources.files(Sources.RESOURCES.resolve("sql"), ".sql")
                .forEach(file -> code.add(file.getFileName().toString()));
        return code;
    }

    private static Set<String> steps() {
        Set<String> steps = new TreeSet<>();
        RouteFile.allItems().forEach(item -> {
            steps.add(item.id());
            item.steps().forEach(step -> steps.add(step.id()));
        });
        RouteFile.all().forEach(file -> steps.add(file.name().replace(".camel.yaml", "")));
        return steps;
    }

    private static Map<String, String> tests() {
        Map<String, String> tests = new TreeMap<>();
        Sources.files(Sources.ROOT.resolve("src/test/java"), ".java")
                .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), Sources.text(file)));
        return tests;
    }

    private static boolean holdsWord(String text, String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                .matcher(text)
                .find();
    }

    private static boolean any(Set<String> names, String cited) {
        Pattern pattern = Pattern.compile(
                Stream.of(cited.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
        return names.stream().anyMatch(name -> pattern.matcher(name).matches());
    }
}
