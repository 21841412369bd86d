package cn.gulou.hub.compliance;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * How much there is and how much of it is used (C-26, C-27), with the terms it follows from.
 *
 * @param supplementsLeft yuan that supplements may still add
 * @param drills segments of drills: counted apart, free
 */
public record QuotaView(
        ContractTerms contract,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal supplementsLeft,
        Counted wholeNetwork,
        Counted visitors,
        Budget targeted,
        long drills) {

    /**
     * Segments that are counted and never stop anything (C-26).
     *
     * @param left none when more than allowed have gone out
     * @param percent used of allowed; above 100 when there is more
     */
    public record Counted(
            long allowed, long used, long left, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percent) {}

    /**
     * Yuan; at the ceiling sending stops (C-27).
     *
     * @param reserved for what is claimed or uncertain
     * @param percent spent and reserved, of the ceiling
     * @param segmentsLeft how many more can be sent
     */
    public record Budget(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal ceiling,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal spent,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal reserved,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal left,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percent,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price,
            long segmentsLeft) {}
}
