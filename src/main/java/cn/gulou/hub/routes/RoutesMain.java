package cn.gulou.hub.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** {@code java -jar gulou-hub.jar routes FOLDER}: copies the routes out of the jar, to be edited ({@code HUB_ROUTES}). */
public final class RoutesMain {
    private static final String ROOT = "/routes/";

    private RoutesMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: java -jar gulou-hub.jar routes FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        if (isTaken(folder)) {
            System.err.println(folder + " is not empty; nothing was copied, so that nobody's edits are lost.");
            System.exit(2);
        }
        int copied = copy(folder);
        System.out.println(copied + " route files copied. Start the hub with HUB_ROUTES=file:" + folder);
    }

    /** Whether something lies there already. */
    static boolean isTaken(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        }
    }

    /**
     * Copies every route file; one that is there already stops it.
     *
     * @return how many
     */
    static int copy(Path folder) throws IOException {
        List<Resource> files = files();
        for (Resource file : files) {
            Path target = folder.resolve(name(file));
            Files.createDirectories(target.getParent());
            try (InputStream content = file.getInputStream()) {
                Files.copy(content, target);
            }
        }
        return files.size();
    }

    /** The route files in the jar, as their paths below {@code routes/}. */
    static List<String> names() {
        return files().stream().map(RoutesMain::name).toList();
    }

    static List<Resource> files() {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources("classpath:routes/**/*.camel.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its path below {@code routes/}. */
    static String name(Resource file) {
        try {
            String address = file.getURL().toString();
            return address.substring(address.lastIndexOf(ROOT) + ROOT.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
