package cn.gulou.hub.fault;

import cn.gulou.hub.flow.FreshData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL of its own, as in production, that a test can stop the hard way and start again. */
final class Postgres implements AutoCloseable {
    private final Path folder;
    private final Path data;
    private final int port = OperatingSystem.freePort();
    private EmbeddedPostgres server;

    /** @param name its data is under target/fault/NAME, emptied */
    Postgres(String name) {
        folder = Path.of("target/fault", name).toAbsolutePath();
        data = folder.resolve("postgres");
        FreshData.in(folder);
    }

    Postgres start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            Path.of("target/postgres-programs").toAbsolutePath().toFile())
                    .setPort(port)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            makeHubDatabase();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As after a power cut: every backend ends at once, nothing is written down. */
    void stopImmediately() {
        ProcessHandle postmaster = postmaster();
        OperatingSystem.signal("QUIT", postmaster.pid());
        postmaster.onExit().join();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP, as when its disk or its machine hangs: connections stay open and nobody answers. */
    void freeze() {
        signalAll("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signalAll("CONT");
    }

    /** To the postmaster first, so that it makes no backend meanwhile. */
    private void signalAll(String signal) {
        ProcessHandle postmaster = postmaster();
        OperatingSystem.signal(signal, postmaster.pid());
        postmaster.descendants().forEach(backend -> OperatingSystem.signal(signal, backend.pid()));
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Ledger ledger() {
        return new Ledger("jdbc:postgresql://127.0.0.1:" + port + "/hub", "hub", "hub");
    }

    private void makeHubDatabase() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT FROM pg_roles WHERE rolname = 'hub'")
                    .next()) {
                for (String command :
                        List.of("CREATE ROLE hub LOGIN PASSWORD 'hub'", "CREATE DATABASE hub OWNER hub")) {
                    statement.execute(command);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        FreshData.stopDatabase(folder);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
