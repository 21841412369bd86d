package cn.gulou.hub.routes;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the routes come from.
 *
 * @param routes {@code classpath:routes}, or {@code file:} and a folder that holds the whole set. Anything else Camel would
 *     take for a folder of the jar, find nothing in it, and run a hub without routes
 */
@Validated
@ConfigurationProperties("hub")
record RoutesSettings(
        @NotNull @Pattern(regexp = RoutesSettings.PLACE, message = RoutesSettings.SENTENCE) String routes) {
    static final String PLACE = "classpath:routes|file:[^*?,{}]+";
    static final String SENTENCE =
            "(HUB_ROUTES) must be classpath:routes, or file: and a folder, as in file:/etc/gulou/routes";
}
