package cn.gulou.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ContractYearTest {
    @Example
    void paysSixtyTwentyTwenty() {
        assertThat(ContractYear.payments(new BigDecimal("1310000.00"), List.of(60, 20, 20)))
                .extracting(payment -> payment.amount().toPlainString())
                .containsExactly("786000.00", "262000.00", "262000.00");
    }

    @Property
    void paysTheTotalToTheFen_howeverItIsShared(
            @ForAll @IntRange(min = 1) int fen, @ForAll @IntRange(min = 1, max = 98) int first) {
        BigDecimal total = BigDecimal.valueOf(fen, 2);
        List<Settlement.Payment> payments = ContractYear.payments(total, List.of(first, 1, 99 - first));

        assertThat(payments.stream().map(Settlement.Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);
        assertThat(payments).allMatch(payment -> payment.amount().scale() == 2);
    }
}
