package cn.gulou.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Made-up subscribers, put into the hub's inbox as a carrier's file would be, and the hub's answer to it. */
final class SampleSubscribers {
    private static final long FIRST_NUMBER = 8_613_800_000_000L;
    private static final int VISITOR_EVERY = 8; // 12.5 %

    private static final List<String> DISTRICTS = List.of(
            "110101", "110102", "110105", "110106", "110107", "110108", "110109", "110111", "110112", "110113",
            "110114", "110115", "110116", "110117", "110118", "110119");

    private SampleSubscribers() {}

    /** The CSV text: number, visitor, district. */
    static String csv(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        (FIRST_NUMBER + i) + "," + (i % VISITOR_EVERY == 0) + "," + DISTRICTS.get(i % DISTRICTS.size()))
                .collect(Collectors.joining("\n", "number,visitor,district\n", "\n"));
    }

    /** Puts the file in under a name the hub does not look at, then renames it: it never sees half a file. */
    static JsonNode load(Path inbox, int count, HubProcess hub) throws IOException {
        String name = "demo-" + Long.toString(System.currentTimeMillis(), 36);
        Path file = inbox.resolve(name + ".csv");
        Path answer = inbox.resolve(name + ".answer.json");
        Files.createDirectories(inbox);
        Path writing = Files.writeString(inbox.resolve("." + name + ".writing"), csv(count));
        Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
        Deadline deadline = new Deadline(
                Duration.ofMinutes(2),
                Duration.ofMillis(100),
                "The hub did not take the subscribers from " + file + ".");
        while (!Files.exists(answer)) {
            hub.checkAlive();
            deadline.next();
        }
        JsonNode read = new ObjectMapper().readTree(answer.toFile());
        Files.delete(answer);
        if (read.path("imported").asInt() != count || read.path("refused").asInt() != 0) {
            throw new DemoFailure("The hub did not import all " + count + " subscribers: " + read);
        }
        return read;
    }
}
