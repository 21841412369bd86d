package cn.gulou.hub.fault;

import static org.awaitility.Awaitility.await;

import cn.gulou.hub.flow.FreshData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An Artemis of its own, as in production, that a test can kill and start again over the same journal. */
final class BrokerProcess implements AutoCloseable {
    private final Path data;
    private final int port = OperatingSystem.freePort();
    private Process process;

    /** @param name its data is under target/fault/NAME, emptied */
    BrokerProcess(String name) {
        data = Path.of("target/fault", name).toAbsolutePath();
        FreshData.in(data);
    }

    BrokerProcess start() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                BrokerMain.class.getName(),
                data.toString(),
                String.valueOf(port));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Files.createDirectories(data);
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("broker.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(60)).until(this::listens);
        return this;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
