package cn.gulou.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes receipt dates, as the carriers' clocks show them; many in a row fall into the same second. */
final class Stamp {
    /** YYMMDDhhmm, as SMPP 3.4 appendix B has it. */
    static final int MINUTES = 10;

    static final int SECONDS = 12;

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    private long second = Long.MIN_VALUE;
    private byte[] digits;

    void write(long epochMillis, int length, PduWriter out) {
        long wanted = Math.floorDiv(epochMillis, 1000);
        if (wanted != second) {
            second = wanted;
            digits = FORMAT.format(Instant.ofEpochSecond(wanted)).getBytes(StandardCharsets.US_ASCII);
        }
        out.octets(digits, 0, length);
    }
}
