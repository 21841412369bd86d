package cn.gulou.hub.compliance;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Closes an account on two people's word: from then on it is asked for in vain, and its sessions end (C-43). */
@Component
class CloseAccount implements TwoPeopleOrder {
    static final String ACTION = "account.close";

    private final Ledger ledger;

    CloseAccount(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Set<String> confirmers() {
        return Set.of("admin", "approver");
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
