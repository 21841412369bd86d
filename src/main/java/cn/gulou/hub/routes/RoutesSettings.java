package cn.gulou.hub.routes;

import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the routes come from.
 *
 * @param routes {@code classpath:routes}, or {@code file:} and a folder that holds the whole set
 */
@Validated
@ConfigurationProperties("hub")
record RoutesSettings(String routes) {
    private static final String FOLDER = "file:";

    /** A folder that is not there would make a hub without any route. */
    @AssertTrue(
            message =
                    "(HUB_ROUTES) must be file: and a folder with the whole set of routes; make one with the program routes")
    boolean isRoutes() {
        return routes != null && (!routes.startsWith(FOLDER) || isWhole(Path.of(routes.substring(FOLDER.length()))));
    }

    private static boolean isWhole(Path folder) {
        return RoutesMain.names().stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }
}
