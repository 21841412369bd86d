package cn.gulou.hub.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How soon the first segment leaves an idle hub: after an alert that needs nobody, or after a person's approval; then the
 * broadcast is cancelled.
 */
final class FirstSubmitRound {
    private static final String HOLD =
            "{\"decision\": \"approve\", \"reason\": \"bench\", \"uncertainPolicy\": \"hold\","
                    + " \"approvedHash\": \"%s\"}";

    private final Workload workload;
    private final Path data;

    FirstSubmitRound(Workload workload, Path data) {
        this.workload = workload;
        this.data = data;
    }

    Measured run() {
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                HubProcess hub = new HubProcess(workload, data, smsc.port())) {
            hub.importSubscribers(0, workload.number("recipients"));
            double[] millis = new double[1 + workload.number("repeats")];
            for (int repeat = 0; repeat < millis.length; repeat++) {
                Wait.pause(Duration.ofMillis(workload.number("idle-millis", 3000)));
                smsc.reset();
                millis[repeat] = workload.text("scenario").equals("approval-to-submit")
                        ? fromApproval(hub, smsc)
                        : fromAlert(hub, smsc);
            }
            return new Measured(figures(millis), hub.ledger().brokenInvariants());
        }
    }

    /** The first time is apart: the hub has just started. */
    private Map<String, Object> figures(double[] millis) {
        Spread later = Spread.of(Arrays.copyOfRange(millis, 1, millis.length));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recipients", workload.number("recipients"));
        figures.put("repeats", millis.length - 1);
        figures.put("firstSubmitMillis", Spread.rounded(later.median()));
        figures.put("firstSubmitMillisMin", Spread.rounded(later.min()));
        figures.put("firstSubmitMillisMax", Spread.rounded(later.max()));
        figures.put("firstEverMillis", Spread.rounded(millis[0]));
        return figures;
    }

    private double fromAlert(HubProcess hub, SmscProcess smsc) {
        Instant posted = Instant.now();
        String broadcastId = hub.post("upstream", Alerts.of(workload));
        hub.awaitState(broadcastId, "COMPLETED", Duration.ofMinutes(2));
        return millis(posted, smsc);
    }

    private double fromApproval(HubProcess hub, SmscProcess smsc) {
        String broadcastId = hub.post("drafter", Alerts.of(workload));
        hub.awaitState(broadcastId, "PENDING_APPROVAL", Duration.ofSeconds(30));
        String hash = hub.http()
                .get("approver", "/api/broadcasts/" + broadcastId)
                .path("contentHash")
                .asText();
        Wait.pause(Duration.ofSeconds(1));
        Instant approved = Instant.now();
        hub.http()
                .post(
                        "approver",
                        "/api/broadcasts/" + broadcastId + "/approval",
                        "application/json",
                        HOLD.formatted(hash));
        Wait.until(
                Duration.ofSeconds(60),
                Duration.ofMillis(20),
                "The first submit",
                () -> smsc.counts().path("total").path("submits").asLong() > 0);
        double millis = millis(approved, smsc);
        hub.http()
                .post(
                        "operator",
                        "/api/broadcasts/" + broadcastId + "/cancel",
                        "application/json",
                        "{\"reason\": \"bench\"}");
        settle(hub, broadcastId);
        return millis;
    }

    /** By the clock both processes share. */
    private static double millis(Instant from, SmscProcess smsc) {
        String first = smsc.counts().path("total").path("firstSubmit").asText();
        return Duration.between(from, Instant.parse(first)).toNanos() / 1e6;
    }

    /** Nothing of it is left to be sent or answered. */
    private static void settle(HubProcess hub, String broadcastId) {
        Wait.until(
                Duration.ofMinutes(5),
                Duration.ofMillis(200),
                "The end of the cancelled broadcast",
                () -> hub.ledger()
                                .one("SELECT 1 FROM submission WHERE broadcast_id = " + broadcastId
                                        + " AND state IN ('PENDING', 'INTENT', 'RETRY_WAIT', 'SUBMITTED') LIMIT 1")
                        == null);
    }
}
