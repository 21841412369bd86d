package cn.gulou.hub.embedded;

import cn.gulou.hub.alert.CannotStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that lives and dies with the hub, on loopback, its data kept. A server left behind by a killed hub is
 * stopped first. The password is made at first start and kept beside the data, readable by its owner.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String ROLE = "hub";
    private static final String OWNER = "hub_owner";

    private final EmbeddedPostgres server;
    private final String password;

    EmbeddedDatabase(Path dataDirectory, EmbeddedSettings.Database settings) {
        Path data = dataDirectory.resolve("postgres");
        try {
            password = password(dataDirectory.resolve("postgres.password"));
            stopOrphan(data);
            server = start(data, settings);
            secure(data);
        } catch (IOException | SQLException e) {
            throw new CannotStart("The embedded PostgreSQL in " + data + " does not start: " + e.getMessage()
                    + ". Its log lines stand above; HUB_DATABASE_URL names a database of your own instead.");
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/hub?reWriteBatchedInserts=true";
    }

    String user() {
        return ROLE;
    }

    /** Owns the tables; used when the hub starts, and by nobody after. */
    String owner() {
        return OWNER;
    }

    String password() {
        return password;
    }

    private EmbeddedPostgres start(Path data, EmbeddedSettings.Database settings) throws IOException {
        // zonky starts servers for tests: fsync and synchronous commit off. Accepted means stored on disk, so: on.
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(
                        settings.binaries().toAbsolutePath().toFile())
                .setPort(settings.embeddedPort())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", String.valueOf(settings.poolSize() + 10))
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_completion_target", "0.9")
                .setServerConfig("random_page_cost", "1.1")
                .start();
    }

    /**
     * First start: a role that owns the database, one that works on it, neither a superuser, and no connection without the
     * password ever after. In a database of before, the one gives to the other what it owns.
     */
    private void secure(Path data) throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = 'hub'")) {
                statement.execute("CREATE ROLE hub LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = 'hub_owner'")) {
                statement.execute("CREATE ROLE hub_owner LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT FROM pg_database WHERE datname = 'hub'")) {
                statement.execute("CREATE DATABASE hub OWNER hub_owner");
            }
            handOver();
            statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private void handOver() throws SQLException {
        try (Connection connection = server.getDatabase("postgres", "hub").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("REASSIGN OWNED BY hub TO hub_owner");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        Files.createFile(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(file, made);
        return made;
    }

    /** Only called under the data directory's lock: whatever server still runs there has lost its hub. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Files.lines(pidFile)
                .findFirst()
                .map(line -> Long.parseLong(line.strip()))
                .orElse(-1L);
        ProcessHandle orphan = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .orElse(null);
        if (orphan == null) {
            return;
        }
        LOG.info("A PostgreSQL of a hub that was killed still runs in {}; stopping it first", data);
        orphan.destroy();
        try {
            orphan.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            orphan.destroyForcibly();
            orphan.onExit().join();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
