package cn.gulou.hub.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;

/** Which code runs a round: the line {@code scenario} of the workload. */
final class Scenarios {
    private static final Map<String, BiFunction<Workload, Path, Measured>> ROUNDS = Map.of(
            "broadcast", (workload, data) -> new BroadcastRound(workload, data).run(),
            "flood", (workload, data) -> new FloodRound(workload, data).run(),
            "receipt-storm", (workload, data) -> new StormRound(workload, data).run(),
            "alert-to-submit", (workload, data) -> new FirstSubmitRound(workload, data).run(),
            "approval-to-submit", (workload, data) -> new FirstSubmitRound(workload, data).run(),
            "bare-camel-smpp", (workload, data) -> new BareRound(workload, data).run(),
            "kannel-memory", (workload, data) -> new KannelRound(workload, data, true).run(),
            "kannel-postgres", (workload, data) -> new KannelRound(workload, data, false).run());

    private Scenarios() {}

    static boolean known(String scenario) {
        return ROUNDS.containsKey(scenario);
    }

    static Measured run(Workload workload, Path data) {
        String scenario = workload.text("scenario");
        if (!known(scenario)) {
            throw new BenchFailure("There is no scenario '" + scenario + "'. There are: " + ROUNDS.keySet());
        }
        return ROUNDS.get(scenario).apply(workload, data);
    }
}
