package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the contract of one year says about how much (C-26 to C-28). Amounts are yuan and exact; they stand as text in JSON,
 * so that no reader makes a floating number of them.
 *
 * @param contractId null: a year that is not on record yet
 * @param version of the terms that were seen; what was changed since is not overwritten
 * @param from first Beijing day of the year; until: its last
 * @param payments percent of the total, in the order of payment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContractTerms(
        String contractId,
        Integer version,
        LocalDate from,
        LocalDate until,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total,
        WholeNetwork wholeNetwork,
        Targeted targeted,
        List<Integer> payments,
        List<Supplement> supplements) {

    /** A supplement adds at most this part of the total, all of them together (C-28). */
    private static final BigDecimal SUPPLEMENTS_AT_MOST = new BigDecimal("0.10");

    private static final Violation YEAR =
            new Violation("year-not-forward", "/until", "合同年度的开始日须不晚于结束日。", "A contract year begins before it ends.");
    private static final Violation SUM = new Violation(
            "total-not-the-sum",
            "/total",
            "合同总额须等于全网与翼点触达金额之和（C-28）。",
            "The total is the whole-network and the targeted amount together (C-28).");
    private static final Violation VISITORS = new Violation(
            "visitors-above-all",
            "/wholeNetwork/visitorSegments",
            "来访用户条数不能超过全网条数（C-26）。",
            "Segments to visitors are part of the whole-network segments (C-26).");
    private static final Violation PRICE =
            new Violation("price-not-positive", "/targeted/price", "单价须大于零。", "A price is above zero.");
    private static final Violation PAYMENTS = new Violation(
            "payments-not-whole", "/payments", "付款比例之和须为 100（C-28）。", "The payments are 100 % together (C-28).");
    private static final Violation SUPPLEMENT_TWICE = new Violation(
            "supplement-twice", "/supplements", "补充协议编号重复。", "The reference of a supplement stands there twice.");
    private static final Violation SUPPLEMENT_OF_NOTHING =
            new Violation("supplement-not-positive", "/supplements", "补充金额须大于零。", "A supplement adds something.");
    private static final Violation SUPPLEMENTS_TOO_MUCH = new Violation(
            "supplements-above-a-tenth",
            "/supplements",
            "补充金额合计不得超过合同总额的 10%（C-28）。",
            "Supplements add at most a tenth of the total, all of them together (C-28).");

    public ContractTerms {
        payments = payments == null ? List.of() : List.copyOf(payments);
        supplements = supplements == null ? List.of() : List.copyOf(supplements);
    }

    /** @param visitorSegments how many of the segments go to visitors (C-26) */
    public record WholeNetwork(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total, int segments, int visitorSegments) {}

    /**
     * @param price yuan a billable segment (C-06, C-27)
     * @param chargeOn when a segment is charged: acceptance (by the carrier) or delivery
     */
    public record Targeted(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price,
            String chargeOn) {}

    /** @param reference of the paper in which both parties agreed on it */
    public record Supplement(
            String reference, Kind kind, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    /** What supplements may still add. */
    BigDecimal supplementsLeft() {
        return total.multiply(SUPPLEMENTS_AT_MOST)
                .setScale(2, RoundingMode.FLOOR)
                .subtract(sum(supplements));
    }

    /** What targeted broadcasts may cost in all. */
    BigDecimal ceiling() {
        return targeted.total()
                .add(sum(supplements.stream()
                        .filter(supplement -> supplement.kind() == Kind.TARGETED)
                        .toList()));
    }

    /** What contradicts itself or the contract, all of it. */
    List<Violation> contradictions() {
        List<Violation> found = new ArrayList<>();
        check(!from.isAfter(until), YEAR, found);
        check(total.compareTo(wholeNetwork.total().add(targeted.total())) == 0, SUM, found);
        check(wholeNetwork.visitorSegments() <= wholeNetwork.segments(), VISITORS, found);
        check(targeted.price().signum() > 0, PRICE, found);
        check(payments.stream().mapToInt(Integer::intValue).sum() == 100, PAYMENTS, found);
        check(
                supplements.stream().map(Supplement::reference).distinct().count() == supplements.size(),
                SUPPLEMENT_TWICE,
                found);
        check(supplements.stream().allMatch(one -> one.amount().signum() > 0), SUPPLEMENT_OF_NOTHING, found);
        check(supplementsLeft().signum() >= 0, SUPPLEMENTS_TOO_MUCH, found);
        return found;
    }

    private static void check(boolean holds, Violation otherwise, List<Violation> found) {
        if (!holds) {
            found.add(otherwise);
        }
    }

    private static BigDecimal sum(List<Supplement> supplements) {
        return supplements.stream().map(Supplement::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
