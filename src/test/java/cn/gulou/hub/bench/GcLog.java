package cn.gulou.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap as the garbage collector's log (-Xlog:gc) tells it, from some moment on. */
final class GcLog {
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final Path file;
    private final int from;

    GcLog(Path file) {
        this.file = file;
        this.from = lines().size();
    }

    /** The most the heap held before a collection, MiB; 0 when there was none. */
    int peakMiB() {
        return most(lines().subList(from, lines().size()), 1);
    }

    /** The most a collection left, MiB: what lives, or nearly so. */
    int afterCollectionMiB() {
        return most(lines().subList(from, lines().size()), 2);
    }

    static int most(List<String> lines, int group) {
        int most = 0;
        for (String line : lines) {
            Matcher matcher = COLLECTION.matcher(line);
            if (matcher.find()) {
                most = Math.max(most, Integer.parseInt(matcher.group(group)));
            }
        }
        return most;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BenchFailure(file + " cannot be read: " + e.getMessage());
        }
    }
}
