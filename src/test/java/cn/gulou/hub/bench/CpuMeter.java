package cn.gulou.hub.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of some processes, by part, from when it is made. */
final class CpuMeter {
    private final Map<String, Long> processes;
    private final Map<String, Long> before = new LinkedHashMap<>();
    private final long machineBefore;
    private final long start = System.nanoTime();

    /** @param processes the process (with its children) of each part, by name */
    CpuMeter(Map<String, Long> processes) {
        this.processes = processes;
        processes.forEach((part, process) -> before.put(part, used(process)));
        machineBefore = Processor.counted() ? Processor.machineMicros() : 0;
    }

    static CpuMeter of(HubProcess hub, SmscProcess smsc) {
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("hub", hub.id());
        processes.put("database", hub.databaseId());
        processes.put("smsc", smsc.id());
        return new CpuMeter(processes);
    }

    /** Per segment, as most are. */
    Map<String, Object> figures(long segments) {
        return figures(segments, "Segment");
    }

    /**
     * {@code cpuMicrosPer…}, the same for each part, and the percent of the machine that others used meanwhile.
     *
     * @param unit what was done, in the figure's name: Segment, Receipt, Alert
     */
    Map<String, Object> figures(long units, String unit) {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (!Processor.counted()) {
            return figures;
        }
        long total = 0;
        figures.put("cpuMicrosPer" + unit, 0);
        for (var part : processes.entrySet()) {
            long used = used(part.getValue()) - before.get(part.getKey());
            total += used;
            figures.put(part.getKey() + "CpuMicrosPer" + unit, Spread.rounded((double) used / units));
        }
        figures.put("cpuMicrosPer" + unit, Spread.rounded((double) total / units));
        double available =
                (System.nanoTime() - start) / 1e3 * Runtime.getRuntime().availableProcessors();
        double others = Processor.machineMicros() - machineBefore - total;
        figures.put("othersCpuPercent", Spread.rounded(Math.max(0, 100 * others / available)));
        return figures;
    }

    private static long used(long process) {
        return Processor.counted() ? Processor.micros(process) : 0;
    }
}
