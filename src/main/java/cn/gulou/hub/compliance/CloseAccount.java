package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes an account on two people's word: from then on it is asked for in vain, and its sessions end (C-43). */
@Component
class CloseAccount extends TwoPeopleOrder {
    static final String ACTION = "account.close";

    private final Ledger ledger;

    CloseAccount(Ledger ledger) {
        super(ACTION, "admin", "approver");
        this.ledger = ledger;
    }

    @Override
    public Object carryOut(Confirmed order) {
        int closed = ledger.sql("close-account")
                .param("account", order.content().path("account").asText())
                .param("now", ledger.now())
                .update();
        if (closed == 0) {
            throw AccountRegister.unknown();
        }
        ledger.audit(order.confirmedBy(), "closed", order.subject(), Map.of());
        return null;
    }
}
