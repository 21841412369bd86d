package cn.gulou.hub.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process of its own, that ends with the bench whatever happens. */
final class OwnProcess implements AutoCloseable {
    static final Path JAR = Path.of("target", "gulou-hub.jar");
    private static final int PATIENCE_SECONDS = 60;
    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVING.forEach(OwnProcess::end), "bench-end"));
    }

    private final Process process;
    private final Path log;

    private OwnProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The hub's jar as it is started everywhere. */
    static OwnProcess jar(Path log, List<String> jvm, List<String> arguments, Map<String, String> environment) {
        return start(log, java(jvm, List.of("-jar", JAR.toString()), arguments), environment);
    }

    /** Another main class, of the jar or of the tests. */
    static OwnProcess main(Path log, List<String> jvm, String mainClass, List<String> arguments) {
        return start(log, java(jvm, launcher(mainClass), arguments), Map.of());
    }

    /**
     * A main class that stands for a machine of its own: it goes before the others when all want the processor, so that
     * what it times is not how long it waited for one. Where that is not allowed it runs like the others.
     */
    static OwnProcess otherMachine(Path log, List<String> jvm, String mainClass, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "nice -n -10 true && exec nice -n -10 \"$@\"; exec \"$@\"", "sh"));
        command.addAll(java(jvm, launcher(mainClass), arguments));
        return start(log, command, Map.of());
    }

    private static List<String> launcher(String mainClass) {
        return List.of(
                "-cp",
                JAR.toString(),
                "-Dloader.path=target/test-classes",
                "-Dloader.main=" + mainClass,
                "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    private static List<String> java(List<String> jvm, List<String> launcher, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(launcher);
        command.addAll(arguments);
        return command;
    }

    static OwnProcess start(Path log, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            OwnProcess started = new OwnProcess(builder.start(), log);
            LIVING.add(started.process);
            return started;
        } catch (IOException e) {
            throw new BenchFailure(command.get(0) + " cannot be started: " + e.getMessage());
        }
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void checkAlive() {
        if (!process.isAlive()) {
            throw new BenchFailure("A process has ended by itself. Its last words stand in " + log + ".");
        }
    }

    /** Writes a line to its standard input. */
    void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new BenchFailure("The process of " + log + " does not listen: " + e.getMessage());
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchFailure("There is no free TCP port: " + e.getMessage());
        }
    }

    /** SIGTERM, and SIGKILL when that does not help. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        end(process);
        LIVING.remove(process);
    }
}
