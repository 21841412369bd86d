package cn.gulou.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link BareCamelSmpp} against the same SMSC: how fast the library is when nothing is kept. */
final class BareRound {
    private final Workload workload;
    private final Path data;

    BareRound(Workload workload, Path data) {
        this.workload = workload;
        this.data = data;
    }

    Measured run() {
        int people = workload.number("recipients");
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                OwnProcess bare = OwnProcess.main(
                        data.resolve("bare-camel-smpp.log"),
                        List.of("-Xmx512m"),
                        BareCamelSmpp.class.getName(),
                        List.of(
                                String.valueOf(smsc.port()),
                                String.valueOf(people),
                                workload.text("bare-threads"),
                                "【北京市应急管理事务中心】" + Alerts.text(workload)))) {
            CpuMeter cpu = new CpuMeter(new LinkedHashMap<>(Map.of("sender", bare.id(), "smsc", smsc.id())));
            Wait.until(Duration.ofMinutes(10), Duration.ofMillis(50), "The bare loop", () -> taken(smsc) >= people);
            Map<String, Object> used = cpu.figures(people);
            bare.join(Duration.ofSeconds(60));
            JsonNode counts = smsc.counts();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("recipients", people);
            figures.putAll(Rates.of(counts, 1, 0));
            figures.putAll(used);
            return new Measured(figures, Reckoning.of(counts, people));
        }
    }

    private static long taken(SmscProcess smsc) {
        return smsc.counts().path("total").path("receiptsAnsweredOk").asLong();
    }
}
