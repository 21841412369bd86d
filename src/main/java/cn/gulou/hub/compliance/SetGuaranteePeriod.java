package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Sets a special-guarantee period, on two people's word (C-16). */
@Component
class SetGuaranteePeriod extends TwoPeopleOrder {
    static final String ACTION = "guarantee-period.set";

    private final Ledger ledger;

    SetGuaranteePeriod(Ledger ledger) {
        super(ACTION, "approver", "admin");
        this.ledger = ledger;
    }

    @Override
    public Map<String, Object> carryOut(Confirmed order) {
        GuaranteePeriods.Wanted wanted = ledger.fromJson(order.content().toString(), GuaranteePeriods.Wanted.class);
        String periodId = ledger.sql("insert-guarantee-period")
                .param("name", wanted.name().strip())
                .param("reference", wanted.reference().strip())
                .param("validFrom", wanted.from())
                .param("validUntil", wanted.until())
                .param("reservedFor", wanted.reservedFor().toArray(String[]::new))
                .param("proposedBy", order.proposedBy())
                .param("confirmedBy", order.confirmedBy())
                .param("now", ledger.now())
                .query((row, number) -> row.getString("period_id"))
                .optional()
                .orElseThrow(GuaranteePeriods::taken);
        ledger.audit(
                order.confirmedBy(),
                "guarantee-period-set",
                "guarantee-period:" + periodId,
                Map.of("reference", wanted.reference(), "reservedFor", wanted.reservedFor()));
        return Map.of("periodId", periodId);
    }
}
