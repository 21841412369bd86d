package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Ends a special-guarantee period early, on two people's word (C-16). */
@Component
class EndGuaranteePeriod extends TwoPeopleOrder {
    static final String ACTION = "guarantee-period.end";

    private final Ledger ledger;

    EndGuaranteePeriod(Ledger ledger) {
        super(ACTION, "approver", "admin");
        this.ledger = ledger;
    }

    @Override
    public Map<String, Object> carryOut(Confirmed order) {
        long periodId = ledger.fromJson(order.content().toString(), GuaranteePeriods.Ending.class)
                .periodId();
        String ended = ledger.sql("end-guarantee-period")
                .param("periodId", periodId)
                .param("account", order.confirmedBy())
                .param("now", ledger.now())
                .query((row, number) -> row.getString("period_id"))
                .optional()
                .orElseThrow(GuaranteePeriods::unknown);
        ledger.audit(order.confirmedBy(), "guarantee-period-ended", "guarantee-period:" + ended, Map.of());
        return Map.of("periodId", ended);
    }
}
