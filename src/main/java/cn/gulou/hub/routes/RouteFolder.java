package cn.gulou.hub.routes;

import cn.gulou.hub.alert.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks into an outside folder of routes before Camel does: a file that is missing is a room that is missing. */
@Component
class RouteFolder {
    private static final String FILE = "file:";

    RouteFolder(RoutesSettings settings) {
        if (settings.routes().startsWith(FILE)) {
            check(Path.of(settings.routes().substring(FILE.length()))
                    .toAbsolutePath()
                    .normalize());
        }
    }

    private static void check(Path folder) {
        List<String> missing = missing(folder);
        if (!missing.isEmpty()) {
            throw new CannotStart("HUB_ROUTES: " + folder + " must hold the whole set of routes; missing there: "
                    + String.join(", ", missing)
                    + ". java -jar gulou-hub.jar routes FOLDER makes a new folder with all of them.");
        }
    }

    /** What the jar has and the folder has not. */
    static List<String> missing(Path folder) {
        return RoutesMain.names().stream()
                .filter(name -> !Files.isRegularFile(folder.resolve(name)))
                .sorted()
                .toList();
    }
}
