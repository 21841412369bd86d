package cn.gulou.hub.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** JSON lines: printed, and kept in {@code bench/results} unless they are not to be. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** @param kept false prints only */
    Results(String workload, boolean kept) {
        file = kept ? Path.of("bench", "results", workload + ".jsonl") : null;
    }

    void line(Map<String, Object> values) {
        String line = json(values);
        System.out.println(line);
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new BenchFailure(file + " cannot be written: " + e.getMessage());
        }
    }

    static String json(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
