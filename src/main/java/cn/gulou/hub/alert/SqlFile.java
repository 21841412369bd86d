package cn.gulou.hub.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements stand in files, {@code sql/<room>/<verb-noun>.sql}, not in Java. */
public final class SqlFile {
    private SqlFile() {}

    /**
     * Reads a statement.
     *
     * @param name room and file without ending: {@code dispatch/claim-chunk}
     */
    public static String read(String name) {
        try (InputStream file = SqlFile.class.getResourceAsStream("/sql/" + name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("sql/" + name + ".sql is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
