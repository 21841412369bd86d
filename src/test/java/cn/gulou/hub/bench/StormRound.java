package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SMSC keeps every receipt of a broadcast back, then lets all of them go at once. */
final class StormRound {
    private final Workload workload;
    private final Path data;

    StormRound(Workload workload, Path data) {
        this.workload = workload;
        this.data = data;
    }

    Measured run() {
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                HubProcess hub = new HubProcess(workload, data, smsc.port())) {
            Audience audience = new Audience(hub, workload);
            if (audience.warmUp() > 0) {
                audience.warmUpPeople();
                hub.awaitState(hub.post("upstream", Alerts.of(workload)), "COMPLETED", Duration.ofMinutes(5));
            }
            audience.everyone();
            smsc.reset();
            smsc.fault("hold-receipts");
            String broadcastId = hub.post("upstream", Alerts.of(workload));
            hub.awaitState(broadcastId, "SENT", Duration.ofSeconds(120 + audience.size() / 100));
            Map<String, Object> figures = burst(hub, smsc, audience.size());
            hub.awaitState(broadcastId, "COMPLETED", Duration.ofMinutes(2));
            JsonNode counts = smsc.lastCounts();
            List<String> wrong = Reckoning.of(
                    hub.report(broadcastId),
                    counts,
                    counts.path("total").path("accepted").asLong(),
                    hub.ledger().brokenInvariants());
            return new Measured(figures, wrong);
        }
    }

    private Map<String, Object> burst(HubProcess hub, SmscProcess smsc, int people) {
        long receipts = smsc.counts().path("receiptsWaiting").asLong();
        MergeWatch merge = new MergeWatch(hub.ledger());
        CpuMeter cpu = CpuMeter.of(hub, smsc);
        GcLog heap = hub.gcLog();
        long start = System.nanoTime();
        smsc.fault("resume");
        merge.watch(receipts, Duration.ofMinutes(5));
        double mergedSeconds = (System.nanoTime() - start) / 1e9;
        Map<String, Object> used = cpu.figures(receipts, "Receipt");
        double[] lags = merge.lagMillis();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recipients", people);
        figures.put("receipts", receipts);
        figures.put("receiptsPerSecond", Spread.rounded(receipts / merge.seconds()));
        figures.put("receiptsMergedPerSecond", Spread.rounded(receipts / mergedSeconds));
        figures.put("receiptsRefused", refused(smsc.counts()));
        figures.put("mergeLagMillisP50", Spread.percentile(lags, 50));
        figures.put("mergeLagMillisP99", Spread.percentile(lags, 99));
        figures.putAll(used);
        figures.put("heapPeakMiB", heap.peakMiB());
        return figures;
    }

    private static long refused(JsonNode counts) {
        long refused = 0;
        for (JsonNode count : counts.path("total").path("receiptsAnsweredOtherwise")) {
            refused += count.asLong();
        }
        return refused;
    }
}
