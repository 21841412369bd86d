package cn.gulou.hub.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the walk is told.
 *
 * @param hub address of the hub
 * @param simulator address of the simulator's counts
 * @param inbox the hub's inbox of subscribers
 * @param recipients how many subscribers to put in
 * @param process the hub's process id; 0 when it is not ours to watch
 * @param log what the hub writes
 * @param logStart where in it this run of the hub begins, in bytes
 * @param terminal whether a person watches, so that the bar is redrawn in place
 */
record Arguments(
        URI hub, URI simulator, Path inbox, int recipients, long process, Path log, long logStart, boolean terminal) {
    static final int MOST_RECIPIENTS = 1_000_000;

    /**
     * Reads {@code --name value} pairs; what is left out has a default.
     *
     * @throws DemoFailure saying which one is wrong
     */
    static Arguments of(String... words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            given.put(words[i], words[i + 1]);
        }
        return new Arguments(
                URI.create(given.getOrDefault("--hub", "http://127.0.0.1:8080")),
                URI.create(given.getOrDefault("--simulator", "http://127.0.0.1:2776")),
                Path.of(given.getOrDefault("--inbox", "data/demo/subscribers")),
                (int) number(given, "--recipients", "5000", 1, MOST_RECIPIENTS),
                number(given, "--process", "0", 0, Long.MAX_VALUE),
                Path.of(given.getOrDefault("--log", "data/demo/hub.log")),
                number(given, "--log-start", "0", 0, Long.MAX_VALUE),
                Boolean.parseBoolean(given.getOrDefault("--terminal", "false")));
    }

    private static long number(Map<String, String> given, String name, String byDefault, long least, long most) {
        String value = given.getOrDefault(name, byDefault);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DemoFailure(name + " takes a number from " + least + " to " + most + ", not '" + value + "'.");
    }
}
