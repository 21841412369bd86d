package cn.gulou.hub.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;

/**
 * The yearly statement, or one of a part of the year (C-29). Amounts are yuan, exact, and stand as text.
 *
 * @param from first Beijing day of the period; to: its last
 * @param year what is used and left of the contract year so far
 * @param inPeriod what was used in the period
 * @param notice12379 of inPeriod what went out under the short code 12379 (S5); others: the rest
 */
public record Settlement(
        String from,
        String to,
        Year year,
        Sum inPeriod,
        List<Sum> byMonth,
        List<Sum> byPort,
        Sum notice12379,
        Sum others) {

    /**
     * @param payments percent and amount of each (C-28)
     * @param supplementsLeft what supplements may still add
     */
    public record Year(
            String contractId,
            String from,
            String until,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total,
            List<Payment> payments,
            List<Supplement> supplements,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal supplementsLeft,
            Counted wholeNetwork,
            Counted visitors,
            Budget targeted) {}

    public record Payment(int percent, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    public record Supplement(
            String reference, String kind, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    /** Billable segments; more than allowed stops nothing (C-26). */
    public record Counted(long allowed, long used, long left) {}

    /** @param chargeOn acceptance or delivery (C-27) */
    public record Budget(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal ceiling,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal spent,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal reserved,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal left,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price,
            String chargeOn) {}

    /**
     * Billable segments by kind (C-06), and yuan.
     *
     * @param item month or port; null for a sum of all
     * @param visitors of the whole-network segments
     * @param amount of the targeted segments
     * @param reserved targeted segments that are claimed or uncertain
     * @param doubtful of the targeted segments, charged or reserved: those of which nobody knows that they went
     * @param drills counted apart, free
     */
    public record Sum(
            String item,
            long wholeNetwork,
            long visitors,
            long targeted,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
            long reserved,
            long doubtful,
            long drills) {}
}
