package cn.gulou.hub.style;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A file of routes, read as what it is: YAML. */
record RouteFile(Path path, String text, JsonNode items) {
    static final Path FOLDER = Sources.RESOURCES.resolve("routes");

    /** Rooms that own what lies in shared/, by the first word of the file's name. */
    private static final Map<String, String> SHARED =
            Map.of("smpp", "dispatch", "rest", "console", "errors", "console");

    static List<RouteFile> all() {
        return Sources.files(FOLDER, ".camel.yaml").stream()
                .map(RouteFile::read)
                .toList();
    }

    static List<RouteItem> allItems() {
        return all().stream().flatMap(file -> file.routeItems().stream()).toList();
    }

    private static RouteFile read(Path path) {
        String text = Sources.text(path);
        return new RouteFile(path, text, new ObjectMapper().valueToTree(new Yaml().load(text)));
    }

    String name() {
        return FOLDER.relativize(path).toString().replace('\\', '/');
    }

    /** The room it belongs to: the first word of its name, or for shared files what the table says. */
    String room() {
        String word = path.getFileName().toString().split("[-.]")[0];
        return name().startsWith("shared/") ? SHARED.getOrDefault(word, "nobody: add it to SHARED") : word;
    }

    List<RouteItem> routeItems() {
        List<RouteItem> found = new ArrayList<>();
        for (JsonNode item : items) {
            String kind = item.fieldNames().next();
            found.add(new RouteItem(this, kind, item.get(kind)));
        }
        return found;
    }
}
