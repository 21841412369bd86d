package cn.gulou.hub.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The hub that {@code ./demo} started: whether it still runs, and what it said when it does not. */
record HubProcess(long process, Path log, long logStart) {
    private static final String FAILED = "APPLICATION FAILED TO START";
    private static final int LONGEST = 4 << 20;

    /** @throws DemoFailure with the hub's own last sentence, when it has ended */
    void checkAlive() {
        if (process != 0
                && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty()) {
            throw new DemoFailure("The hub has ended. " + reason(written()) + "\nAll it said stands in " + log + ".");
        }
    }

    /** Waits a moment for a hub that hung up: it may be ending. */
    void awaitEnd(Duration patience) {
        try {
            CompletableFuture<?> end = ProcessHandle.of(process)
                    .<CompletableFuture<?>>map(ProcessHandle::onExit)
                    .orElse(CompletableFuture.completedFuture(null));
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // it lives
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sentence a hub ends with, from its log: Spring's description of the failure, else the last error. */
    static String reason(String log) {
        int failed = log.lastIndexOf(FAILED);
        if (failed >= 0) {
            String description = log.substring(failed + FAILED.length())
                    .replace("*", "")
                    .replace("Description:", "")
                    .strip();
            int next = description.indexOf("\nAction:");
            return firstParagraphs(next < 0 ? description : description.substring(0, next));
        }
        return log.lines()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .orElse("It gave no reason.");
    }

    private static String firstParagraphs(String text) {
        StringBuilder paragraphs = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .takeWhile(line -> !line.matches("\\d{4}-\\d{2}-\\d{2}T.*"))
                .limit(12)
                .forEach(line ->
                        paragraphs.append(paragraphs.isEmpty() ? "" : "\n").append(line));
        return paragraphs.toString();
    }

    private String written() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(Math.min(logStart, file.length()), file.length() - LONGEST);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
