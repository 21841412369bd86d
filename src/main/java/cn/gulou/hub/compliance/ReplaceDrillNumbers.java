package cn.gulou.hub.compliance;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Replaces the list of drill numbers, on two people's word. */
@Component
class ReplaceDrillNumbers extends TwoPeopleOrder {
    static final String ACTION = "drill-numbers.replace";

    private final Ledger ledger;
    /** Asked for late: it proposes through {@link TwoPeople}, which knows every order. */
    private final ObjectProvider<DrillNumbers> drillNumbers;

    ReplaceDrillNumbers(Ledger ledger, ObjectProvider<DrillNumbers> drillNumbers) {
        super(ACTION, "approver", "operator");
        this.ledger = ledger;
        this.drillNumbers = drillNumbers;
    }

    @Override
    public DrillNumbers.View carryOut(Confirmed order) {
        DrillNumbers.Wanted wanted = ledger.fromJson(order.content().toString(), DrillNumbers.Wanted.class);
        DrillNumbers list = drillNumbers.getObject();
        List<String> numbers = wanted.sealed().stream().map(list::open).toList();
        list.replace(numbers, null, order.proposedBy(), order.confirmedBy());
        ledger.audit(order.confirmedBy(), "drill-numbers-replaced", "drill-numbers", Map.of("numbers", numbers.size()));
        return list.view();
    }
}
