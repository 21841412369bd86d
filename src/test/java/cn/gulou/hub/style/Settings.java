package cn.gulou.hub.style;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** application.yaml, flat: {@code hub.queue.accepted} → {@code hub.accepted}. */
final class Settings {
    static final Path FILE = Sources.RESOURCES.resolve("application.yaml");

    private Settings() {}

    /** The settings of every hub, as they stand: placeholders are not resolved. Lists count as values. */
    static Map<String, String> common() {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", yaml().loadAll(Sources.text(FILE)).iterator().next(), flat);
        return flat;
    }

    /** A text with every {@code {{key}}} that is a setting replaced by it. */
    static String resolve(String text) {
        String resolved = text;
        for (Map.Entry<String, String> setting : common().entrySet()) {
            resolved = resolved.replace("{{" + setting.getKey() + "}}", setting.getValue());
        }
        return resolved;
    }

    /** A key that stands twice stops the hub; a merge makes such things. */
    private static Yaml yaml() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(strict);
    }

    private static void flatten(String prefix, Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> block && !block.isEmpty()) {
            block.forEach((key, inner) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, inner, flat));
        } else {
            flat.put(prefix, value instanceof List<?> list ? list.toString() : String.valueOf(value));
        }
    }
}
