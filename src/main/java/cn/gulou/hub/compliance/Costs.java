package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.stereotype.Component;

/** What a broadcast would cost, before it is sent (C-27). */
@Component("costs")
class Costs {
    private final Ledger ledger;

    Costs(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What a broadcast costs and what there is for it.
     *
     * @param segments billable ones, of all recipients together (C-06)
     * @param amount yuan; null for what is counted and never stops (C-26), and for drills, which cost nothing
     * @param left yuan that are neither spent nor reserved
     * @param recipientsCovered how many recipients, whole, the money reaches
     * @param covered false when not all: sending would stop
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cost(
            long segments,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal left,
            long recipientsCovered,
            boolean covered) {

        static Cost of(long recipients, int billableSegments, Budget budget) {
            long segments = recipients * billableSegments;
            long reached =
                    billableSegments == 0 ? recipients : Math.min(recipients, budget.segmentsLeft() / billableSegments);
            return new Cost(
                    segments,
                    Yuan.shown(budget.price()),
                    Yuan.shown(budget.price().multiply(BigDecimal.valueOf(segments))),
                    Yuan.shown(budget.left()),
                    reached,
                    reached == recipients);
        }
    }

    /** What is left for targeted broadcasts, and what a billable segment costs; both in yuan. */
    record Budget(BigDecimal left, BigDecimal price) {
        /** Outside every contract year there is no money. */
        static final Budget NONE = new Budget(BigDecimal.ZERO, BigDecimal.ONE);

        long segmentsLeft() {
            return left.divide(price, 0, RoundingMode.FLOOR).longValueExact();
        }
    }

    /**
     * The cost of sending to so many people.
     *
     * @param recipients without those who opted out
     * @param billableSegments of the text with its signature (C-06)
     */
    Cost of(Kind kind, long recipients, int billableSegments) {
        return kind == Kind.TARGETED
                ? Cost.of(recipients, billableSegments, budget())
                : new Cost(recipients * billableSegments, null, null, null, recipients, true);
    }

    /** The targeted budget as it stands now. */
    Budget budget() {
        return ledger.sql("find-budget")
                .param("now", ledger.now())
                .query((row, number) -> new Budget(row.getBigDecimal("yuan_left"), row.getBigDecimal("price")))
                .optional()
                .orElse(Budget.NONE);
    }
}
