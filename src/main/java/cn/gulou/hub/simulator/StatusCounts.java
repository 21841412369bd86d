package cn.gulou.hub.simulator;

import java.util.Map;
import java.util.TreeMap;

/** Counts by command_status. Carriers' own codes end at 0x4FF; anything above is counted as one. */
final class StatusCounts {
    private static final int OTHERS = 0x500;

    private final long[] counts = new long[OTHERS + 1];

    void add(int status) {
        counts[status >= 0 && status < OTHERS ? status : OTHERS]++;
    }

    void reset() {
        java.util.Arrays.fill(counts, 0);
    }

    Map<String, Long> shown() {
        Map<String, Long> shown = new TreeMap<>();
        for (int status = 0; status <= OTHERS; status++) {
            if (counts[status] > 0) {
                shown.put(status == OTHERS ? "other" : Pdu.hex(status), counts[status]);
            }
        }
        return shown;
    }
}
