package cn.gulou.hub.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The machine's clock as one hub sees it: libfaketime between the two, set from outside while the hub runs. */
final class WallClock {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path file;

    /** @param folder where it keeps how far it is off */
    WallClock(Path folder) {
        file = folder.resolve("faketime");
    }

    static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::exists);
    }

    /** Puts itself before a hub that is not started yet. Time gone by is left alone: only what clocks show is set. */
    HubProcess before(HubProcess hub) {
        return hub.environment(
                        "LD_PRELOAD",
                        PLACES.stream()
                                .filter(Files::exists)
                                .findFirst()
                                .orElseThrow()
                                .toString())
                .environment("FAKETIME_TIMESTAMP_FILE", file.toString())
                .environment("FAKETIME_CACHE_DURATION", "1")
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .environment("DONT_FAKE_MONOTONIC", "1")
                // else each timed wait of a JVM ends at once, and the hub spins instead of starting
                .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
                .environment("NO_FAKE_STAT", "1");
    }

    /** Makes it this time now; it runs on from there. */
    void set(Instant wanted) {
        double off = Duration.between(Instant.now(), wanted).toMillis() / 1000.0;
        try {
            Files.createDirectories(file.getParent());
            Path writing = file.resolveSibling("faketime.writing");
            Files.writeString(writing, String.format(Locale.ROOT, "%+.3f%n", off));
            Files.move(
                    writing,
                    file,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, and returns when the hub has seen it: it looks at the file once a second. */
    void set(Instant wanted, HubFace face) {
        set(wanted);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Duration.between(wanted, face.clock()).abs().toSeconds() < 15);
    }
}
