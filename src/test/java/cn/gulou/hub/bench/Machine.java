package cn.gulou.hub.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure was measured on. */
final class Machine {
    private Machine() {}

    static Number load() {
        return Spread.rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static Map<String, Object> described() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("java", System.getProperty("java.version"));
        machine.put("commit", System.getProperty("bench.commit", "unknown"));
        return machine;
    }
}
