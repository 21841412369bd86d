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
        try (SmscProcess smsc = new SmscProcess(data, workload.under("smsc."));
                OwnProcess bare = start(smsc.port())) {
            await(smsc, bare, workload.number("warm-up"));
            smsc.reset();
            return measured(smsc, bare, workload.number("recipients"));
        }
    }

    private OwnProcess start(int smscPort) {
        return OwnProcess.main(
                data.resolve("bare-camel-smpp.log"),
                List.of("-Xmx512m"),
                BareCamelSmpp.class.getName(),
                List.of(
                        String.valueOf(smscPort),
                        workload.text("warm-up"),
                        workload.text("recipients"),
                        workload.text("bare-threads"),
                        "【北京市应急管理事务中心】" + Alerts.text(workload)));
    }

    private static Measured measured(SmscProcess smsc, OwnProcess bare, int people) {
        CpuMeter cpu = new CpuMeter(new LinkedHashMap<>(Map.of("sender", bare.id(), "smsc", smsc.id())));
        bare.say("go");
        await(smsc, bare, people);
        Map<String, Object> used = cpu.figures(people);
        JsonNode counts = smsc.lastCounts();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("recipients", people);
        figures.putAll(Rates.of(counts, 1, 0));
        figures.putAll(used);
        return new Measured(figures, Reckoning.of(counts, people));
    }

    private static void await(SmscProcess smsc, OwnProcess bare, int receipts) {
        Wait.until(Duration.ofMinutes(10), Duration.ofMillis(50), "The bare loop", () -> {
            bare.checkAlive();
            return smsc.counts().path("total").path("receiptsAnsweredOk").asLong() >= receipts;
        });
    }
}
