package cn.gulou.hub.style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this repository, as the style tests read them. */
final class Sources {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Path JAVA = ROOT.resolve("src/main/java/cn/gulou/hub");
    static final Path RESOURCES = ROOT.resolve("src/main/resources");

    private Sources() {}

    /** Every file under a folder, or the file itself, whose name ends so; none when there is no such folder. */
    static List<Path> files(Path folder, String ending) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The file in letters of one byte, whatever its encoding: enough to look for digits. */
    static String digits(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    /** Path from the repository's root, with slashes. */
    static String name(Path file) {
        return ROOT.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }

    /** What the first group of a pattern caught, every time it matched. */
    static List<String> found(String pattern, CharSequence text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    /** All Java of the hub in one text. */
    static String allJava() {
        StringBuilder all = new StringBuilder();
        files(JAVA, ".java").forEach(file -> all.append(text(file)).append('\n'));
        return all.toString();
    }
}
