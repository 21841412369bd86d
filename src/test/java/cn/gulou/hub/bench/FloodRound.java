package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A flood of alerts, good and bad, beats upon the hub while a broadcast runs; a red alert of another source comes in between. */
final class FloodRound {
    private static final Duration BEFORE = Duration.ofSeconds(8);

    private final Workload workload;
    private final Path data;

    FloodRound(Workload workload, Path data) {
        this.workload = workload;
        this.data = data;
    }

    Measured run() {
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                HubProcess hub = new HubProcess(workload, data, smsc.port())) {
            Audience audience = new Audience(hub, workload);
            audience.warmUpPeople();
            hub.awaitState(hub.post("upstream", Alerts.of(workload)), "COMPLETED", Duration.ofMinutes(5));
            audience.everyone();
            smsc.reset();
            String broadcastId = hub.post("upstream", Alerts.of(workload));
            Wait.until(Duration.ofSeconds(30), Duration.ofMillis(50), "The broadcast", () -> accepted(smsc) > 550);
            double before = rate(smsc, () -> Wait.pause(BEFORE));
            Map<String, Object> figures = new LinkedHashMap<>();
            CpuMeter cpu = CpuMeter.of(hub, smsc);
            Flood flood = new Flood(hub.httpPort(), "drafter");
            double during = rate(smsc, () -> flood(hub, flood, figures));
            figures.put("segmentsPerSecondBefore", Spread.rounded(before));
            figures.put("segmentsPerSecondDuring", Spread.rounded(during));
            figures.put("rateKept", Spread.rounded(during / before));
            figures.putAll(cpu.figures(workload.number("alerts"), "Alert"));
            hub.awaitState(broadcastId, "COMPLETED", Duration.ofMinutes(5));
            return measured(hub, smsc, broadcastId, flood, figures);
        }
    }

    private void flood(HubProcess hub, Flood flood, Map<String, Object> figures) {
        CompletableFuture<double[]> red = CompletableFuture.supplyAsync(() -> red(hub));
        long start = System.nanoTime();
        flood.run(workload.number("alerts"), workload.number("connections"));
        double seconds = (System.nanoTime() - start) / 1e9;
        double[] millis = flood.answers().stream()
                .mapToDouble(Flood.Answer::millis)
                .sorted()
                .toArray();
        figures.put("alerts", millis.length);
        figures.put("seconds", Spread.rounded(seconds));
        figures.put("arrivalsPerSecond", Spread.rounded(millis.length / seconds));
        figures.put("answerMillisP50", Spread.percentile(millis, 50));
        figures.put("answerMillisP99", Spread.percentile(millis, 99));
        figures.put("taken", count(flood, answer -> answer.status() / 100 == 2));
        figures.put("refused", count(flood, answer -> answer.status() / 100 == 4 && answer.status() != 429));
        figures.put("tooFast", count(flood, answer -> answer.status() == 429));
        figures.put("unavailable", count(flood, answer -> answer.status() == 503));
        figures.put("unanswered", count(flood, FloodRound::isNoAnswer));
        figures.put("redAnsweredMillis", Spread.rounded(red.join()[0]));
        figures.put("redDecidedMillis", Spread.rounded(red.join()[1]));
    }

    /** Neither taken, nor refused for a reason, nor asked to come again at a time. */
    private static boolean isNoAnswer(Flood.Answer answer) {
        boolean comeAgain = answer.status() == 429 || answer.status() == 503;
        return comeAgain ? !answer.retryAfter() : answer.status() / 100 != 2 && answer.status() / 100 != 4;
    }

    /** A red alert of another source, a moment after the flood began: until it is answered, and decided. */
    private static double[] red(HubProcess hub) {
        Wait.pause(Duration.ofSeconds(2));
        long start = System.nanoTime();
        Flood.Answer answer = new Flood(hub.httpPort(), "upstream").post(FloodAlert.red());
        if (answer.alertId() == null) {
            throw new BenchFailure("The red alert was answered " + answer.status());
        }
        Wait.until(
                Duration.ofSeconds(60),
                Duration.ofMillis(20),
                "The decision about the red alert",
                () -> !undecided(hub, answer.alertId()));
        return new double[] {answer.millis(), (System.nanoTime() - start) / 1e6};
    }

    private static boolean undecided(HubProcess hub, String alertId) {
        return hub.ledger()
                .one("SELECT state FROM alert WHERE alert_id = " + alertId)
                .equals("RECEIVED");
    }

    private Measured measured(
            HubProcess hub, SmscProcess smsc, String broadcastId, Flood flood, Map<String, Object> figures) {
        List<String> taken = flood.answers().stream()
                .map(Flood.Answer::alertId)
                .filter(id -> id != null)
                .distinct()
                .toList();
        String lost = "SELECT id FROM unnest('{" + String.join(",", taken) + "}'::bigint[]) AS id"
                + " WHERE NOT EXISTS (SELECT FROM alert a WHERE a.alert_id = id AND a.state <> 'RECEIVED')";
        Wait.until(Duration.ofMinutes(2), Duration.ofMillis(200), "The decisions", () -> hub.ledger()
                .column(lost)
                .isEmpty());
        figures.put("lost", hub.ledger().column(lost).size());
        int segmentsEach = Integer.parseInt(
                hub.ledger().one("SELECT wire_segments FROM broadcast WHERE broadcast_id = " + broadcastId));
        JsonNode counts = smsc.lastCounts();
        figures.putAll(Rates.of(counts, segmentsEach, workload.number("rate-held-against")));
        List<String> wrong = new ArrayList<>(Reckoning.of(
                hub.report(broadcastId),
                counts,
                (long) workload.number("recipients") * segmentsEach,
                hub.ledger().brokenInvariants()));
        return new Measured(figures, wrong);
    }

    /** Segments a second that the SMSC accepted while it lasted. */
    private static double rate(SmscProcess smsc, Runnable meanwhile) {
        long first = accepted(smsc);
        long start = System.nanoTime();
        meanwhile.run();
        return (accepted(smsc) - first) / ((System.nanoTime() - start) / 1e9);
    }

    private static long accepted(SmscProcess smsc) {
        return smsc.counts().path("total").path("accepted").asLong();
    }

    private static long count(Flood flood, Predicate<Flood.Answer> such) {
        return flood.answers().stream().filter(such).count();
    }
}
