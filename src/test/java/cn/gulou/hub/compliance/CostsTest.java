package cn.gulou.hub.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CostsTest {
    @Example
    void saysTheCostBefore_andHowManyWholePeopleTheMoneyReaches() {
        Costs.Cost cost = Costs.Cost.of(10, 2, new Costs.Budget(new BigDecimal("2.10"), new BigDecimal("0.3000")));

        assertThat(cost.segments()).isEqualTo(20);
        assertThat(cost.price().toPlainString()).isEqualTo("0.30");
        assertThat(cost.amount().toPlainString()).isEqualTo("6.00");
        assertThat(cost.left().toPlainString()).isEqualTo("2.10");
        assertThat(cost.recipientsCovered()).isEqualTo(3);
        assertThat(cost.covered()).isFalse();
    }

    @Property
    void isCoveredExactlyWhenTheAmountIsThere(
            @ForAll @IntRange(max = 400_000) int recipients,
            @ForAll @IntRange(min = 1, max = 4) int billable,
            @ForAll @IntRange(max = 9_000_000) int fen) {
        BigDecimal left = BigDecimal.valueOf(fen, 2);
        Costs.Cost cost = Costs.Cost.of(recipients, billable, new Costs.Budget(left, new BigDecimal("0.30")));

        assertThat(cost.covered()).isEqualTo(cost.amount().compareTo(left) <= 0);
        BigDecimal reached = new BigDecimal("0.30").multiply(BigDecimal.valueOf(cost.recipientsCovered() * billable));
        assertThat(reached).isLessThanOrEqualTo(left);
    }

    @Example
    void needsMoneyForOneRecipientAtLeast() {
        BigDecimal price = new BigDecimal("0.30");
        Costs.Budget enoughForOne = new Costs.Budget(new BigDecimal("0.60"), price);
        Costs.Budget aFenShort = new Costs.Budget(new BigDecimal("0.59"), price);

        assertThat(BudgetPolicy.verdict(2, enoughForOne).outcome()).isEqualTo(Verdict.Outcome.ALLOWED);
        assertThat(BudgetPolicy.verdict(2, aFenShort).outcome()).isEqualTo(Verdict.Outcome.BLOCKED);
        assertThat(BudgetPolicy.verdict(1, Costs.Budget.NONE).outcome()).isEqualTo(Verdict.Outcome.BLOCKED);
    }
}
