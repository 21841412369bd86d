package cn.gulou.hub.compliance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The room's settings as they stand in application.yaml, but for some. */
final class SettingsWith {
    private SettingsWith() {}

    static ComplianceSettings changed(Map<String, Object> changes) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("changes", changes));
        try {
            environment
                    .getPropertySources()
                    .addLast(new YamlPropertySourceLoader()
                            .load("common", new ClassPathResource("application.yaml"))
                            .get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Binder.get(environment)
                .bind("hub.compliance", ComplianceSettings.class)
                .get();
    }
}
