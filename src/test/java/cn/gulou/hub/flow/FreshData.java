package cn.gulou.hub.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Empties a hub's data directory, and stops the database that a killed test run may have left in it. */
public final class FreshData {
    private FreshData() {}

    public static void in(Path dataDirectory) {
        try {
            stopDatabase(dataDirectory);
            FileSystemUtils.deleteRecursively(dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the database of a hub that is no more. */
    public static void stopDatabase(Path dataDirectory) {
        Path pidFile = dataDirectory.resolve("postgres/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process -> process.info().command().orElse("").contains("postgres"))
                    .ifPresent(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
