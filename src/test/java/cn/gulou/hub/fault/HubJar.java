package cn.gulou.hub.fault;

import cn.gulou.hub.flow.FreshData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The hub's jar, made quick to start: unpacked, its classes read once into a shared archive. A fault suite starts a hub some
 * thirty times; this way each takes a third of the time.
 */
final class HubJar {
    private static final Path JAR = Path.of(System.getProperty("hub.jar", "target/gulou-hub.jar"));
    private static final Path FOLDER = Path.of("target/fault-app");
    private static final Path ARCHIVE_DATA = Path.of("target/fault/archive");
    private static List<String> command;

    private HubJar() {}

    /** How to start a hub; its options follow. */
    static synchronized List<String> command() {
        if (command == null) {
            Path unpacked = FOLDER.resolve(fingerprint());
            Path archive = unpacked.resolve("hub.jsa");
            Path jar = unpacked.resolve("gulou-hub.jar");
            if (!Files.exists(archive)) {
                FileSystemUtils.deleteRecursively(FOLDER.toFile());
                run(List.of(
                        "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", unpacked.toString()));
                FreshData.in(ARCHIVE_DATA);
                run(List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-Dspring.context.exit=onRefresh",
                        "-jar",
                        jar.toString(),
                        "--spring.profiles.active=demo",
                        "--hub.simulator.enabled=false",
                        "--hub.data-dir=" + ARCHIVE_DATA,
                        "--hub.database.binaries=target/postgres-programs",
                        "--hub.broker.embedded-port=0",
                        "--hub.minimum-free=64MB",
                        "--server.port=" + OperatingSystem.freePort()));
                // such an exit leaves the database behind
                FreshData.in(ARCHIVE_DATA);
            }
            command = java(List.of(
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-XX:SharedArchiveFile=" + archive,
                    "-jar",
                    jar.toString()));
        }
        return command;
    }

    private static void run(List<String> options) {
        try {
            Files.createDirectories(FOLDER);
            int status = new ProcessBuilder(java(options))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            FOLDER.resolve("making.log").toFile()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("the hub's jar cannot be unpacked; see " + FOLDER + "/making.log");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> java(List<String> options) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(options);
        return List.copyOf(all);
    }

    /** The jar's time says nothing: builds are reproducible. */
    private static String fingerprint() {
        try (InputStream jar = Files.newInputStream(JAR);
                DigestInputStream digest = new DigestInputStream(jar, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
