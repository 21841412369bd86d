package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts a grant on record, on two people's word (C-11). */
@Component
class RecordGrant extends TwoPeopleOrder {
    static final String ACTION = "grant.record";

    private final Ledger ledger;

    RecordGrant(Ledger ledger) {
        super(ACTION, "approver");
        this.ledger = ledger;
    }

    @Override
    public Grants.Grant carryOut(Confirmed order) {
        Grants.Wanted wanted = ledger.fromJson(order.content().toString(), Grants.Wanted.class);
        Grants.Grant grant = ledger.sql("insert-grant")
                .param("kind", wanted.kind() == null ? null : wanted.kind().wireName())
                .param("broadcastId", wanted.broadcastId())
                .param("eventType", wanted.eventType())
                .param("colour", wanted.colour())
                .param("validFrom", wanted.validFrom())
                .param("validUntil", wanted.validUntil())
                .param("reference", wanted.reference().strip())
                .param("grantedBy", order.confirmedBy())
                .query(Grants::grant)
                .optional()
                .orElseThrow(Grants::taken);
        ledger.audit(
                order.confirmedBy(), "granted", "grant:" + grant.grantId(), Map.of("reference", grant.reference()));
        return grant;
    }
}
