package cn.gulou.hub.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The settings of application.yaml with one port to this machine. */
final class TestSettings {
    private TestSettings() {}

    /** @param others further settings, such as hub.ports[0].rate */
    static DispatchSettings withPort(int port, String... others) {
        Map<String, Object> own = new HashMap<>(Map.of(
                "hub.ports[0].name", "test",
                "hub.ports[0].kind", "whole-network",
                "hub.ports[0].host", "localhost",
                "hub.ports[0].port", port,
                "hub.ports[0].system-id", "gulou",
                "hub.ports[0].password", "demo",
                "hub.ports[0].source-address", "12379",
                "hub.ports[0].rate", 550));
        for (int i = 0; i < others.length; i += 2) {
            own.put(others[i], others[i + 1]);
        }
        try {
            MutablePropertySources sources = new MutablePropertySources();
            sources.addLast(new MapPropertySource("own", own));
            sources.addLast(new YamlPropertySourceLoader()
                    .load("yaml", new ClassPathResource("application.yaml"))
                    .get(0));
            PlaceholdersResolver placeholders = new PropertySourcesPlaceholdersResolver(sources);
            return new Binder(ConfigurationPropertySources.from(sources), placeholders)
                    .bind("hub", DispatchSettings.class)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
