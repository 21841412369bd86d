package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One broadcast through a hub of its own, from the alert to the last counted receipt. */
final class BroadcastRound {
    private final Workload workload;
    private final Path data;

    BroadcastRound(Workload workload, Path data) {
        this.workload = workload;
        this.data = data;
    }

    Measured run() {
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                HubProcess hub = new HubProcess(workload, data, smsc.port())) {
            Audience audience = new Audience(hub, workload);
            if (audience.warmUp() > 0) {
                audience.warmUpPeople();
                send(hub, smsc, audience.warmUp(), Duration.ofMinutes(5));
            }
            audience.everyone();
            smsc.reset();
            CpuMeter cpu = CpuMeter.of(hub, smsc);
            GcLog heap = hub.gcLog();
            long start = System.nanoTime();
            String broadcastId = send(hub, smsc, audience.size(), patience());
            return measured(hub, smsc, broadcastId, cpu, heap, (System.nanoTime() - start) / 1e9);
        }
    }

    private String send(HubProcess hub, SmscProcess smsc, int people, Duration patience) {
        String broadcastId = hub.post("upstream", Alerts.of(workload));
        hub.awaitState(broadcastId, "COMPLETED", patience);
        return broadcastId;
    }

    private Measured measured(
            HubProcess hub, SmscProcess smsc, String broadcastId, CpuMeter cpu, GcLog heap, double seconds) {
        long people = workload.number("recipients");
        int segmentsEach = Integer.parseInt(
                hub.ledger().one("SELECT wire_segments FROM broadcast WHERE broadcast_id = " + broadcastId));
        Map<String, Object> used = cpu.figures(people * segmentsEach);
        JsonNode counts = smsc.lastCounts();
        JsonNode report = hub.report(broadcastId);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recipients", people);
        figures.put("segmentsEach", segmentsEach);
        figures.putAll(Rates.of(counts, segmentsEach, workload.number("rate-held-against", 0)));
        figures.put("secondsToCompleted", Spread.rounded(seconds));
        figures.put("receiptMillisP50", report.path("receiptMillisP50").asLong());
        figures.put("receiptMillisP99", report.path("receiptMillisP99").asLong());
        figures.putAll(used);
        figures.put("heapPeakMiB", heap.peakMiB());
        figures.put("heapAfterCollectionMiB", heap.afterCollectionMiB());
        List<String> wrong =
                Reckoning.of(report, counts, people * segmentsEach, hub.ledger().brokenInvariants());
        return new Measured(figures, wrong);
    }

    /** As long as 200 segments a second would take, and two minutes. */
    private Duration patience() {
        return Duration.ofSeconds(120 + workload.number("recipients") / 100L);
    }
}
