package cn.gulou.hub.bench;

import java.nio.file.Path;

/** Which code runs a round: the line {@code scenario} of the workload. */
final class Scenarios {
    private Scenarios() {}

    static Measured run(Workload workload, Path data) {
        String scenario = workload.text("scenario");
        return switch (scenario) {
            case "broadcast" -> new BroadcastRound(workload, data).run();
            case "receipt-storm" -> new StormRound(workload, data).run();
            case "alert-to-submit", "approval-to-submit" -> new FirstSubmitRound(workload, data).run();
            case "bare-camel-smpp" -> new BareRound(workload, data).run();
            case "kannel-memory" -> new KannelRound(workload, data, true).run();
            case "kannel-postgres" -> new KannelRound(workload, data, false).run();
            default -> throw new BenchFailure("There is no scenario '" + scenario + "'.");
        };
    }
}
