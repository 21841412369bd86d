package cn.gulou.hub.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A PostgreSQL for Kannel's receipts, set as the hub's embedded one is: what is committed is on disk. */
final class KannelDatabase implements AutoCloseable {
    /** Kannel deletes a row by its oid, which PostgreSQL has not had by itself since version 12. */
    private static final String TABLE =
            """
            CREATE TABLE dlr (oid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, smsc text, ts text, source text, destination text, service text, url text, mask integer,
                status integer, boxc text);
            CREATE INDEX dlr_by_id ON dlr (smsc, ts)""";

    private final EmbeddedPostgres server;
    private final Path data;

    KannelDatabase(Path folder) {
        data = folder.resolve("postgres");
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(
                            Path.of("target/postgres-programs").toAbsolutePath().toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
        } catch (IOException | SQLException e) {
            throw new BenchFailure("Kannel's PostgreSQL does not start: " + e.getMessage());
        }
    }

    int port() {
        return server.getPort();
    }

    /** The process id of its first process. */
    long id() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new BenchFailure("Kannel's PostgreSQL has no process: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new BenchFailure("Kannel's PostgreSQL does not stop: " + e.getMessage());
        }
    }
}
