package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the terms of a contract year on record, on two people's word (C-28). */
@Component
class ChangeTerms extends TwoPeopleOrder {
    static final String ACTION = "contract.change";

    private final Ledger ledger;
    private final Contracts contracts;

    ChangeTerms(Ledger ledger, Contracts contracts) {
        super(ACTION, "approver", "admin");
        this.ledger = ledger;
        this.contracts = contracts;
    }

    /** Checked again: since it was proposed more may have been spent. */
    @Override
    public ContractTerms carryOut(Confirmed order) {
        ContractTerms terms = ledger.fromJson(order.content().toString(), ContractTerms.class);
        ledger.audit(order.confirmedBy(), "terms-changed", order.subject(), Map.of("terms", terms));
        contracts.check(terms);
        contracts.store(terms, order.proposedBy(), order.confirmedBy());
        return contracts.on(terms.from()).orElseThrow(() -> new IllegalStateException("stored terms cannot be found"));
    }
}
