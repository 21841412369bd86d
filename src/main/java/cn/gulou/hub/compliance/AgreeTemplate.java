package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts a new version of a template on record, on two people's word (C-07). */
@Component
class AgreeTemplate extends TwoPeopleOrder {
    static final String ACTION = "template.change";

    private final Ledger ledger;

    AgreeTemplate(Ledger ledger) {
        super(ACTION, "approver");
        this.ledger = ledger;
    }

    @Override
    public Templates.Version carryOut(Confirmed order) {
        Templates.Wanted wanted = ledger.fromJson(order.content().toString(), Templates.Wanted.class);
        String templateId = order.subject().substring("template:".length());
        ledger.sql("lock-templates").update();
        Templates.Version version = ledger.sql("insert-template-version")
                .param("templateId", templateId)
                .param("wording", wanted.wording().strip())
                .param("agreement", wanted.agreement().strip())
                .param("validFrom", wanted.validFrom())
                .param("validUntil", wanted.validUntil())
                .param("proposedBy", order.proposedBy())
                .param("confirmedBy", order.confirmedBy())
                .param("now", ledger.now())
                .query(Templates.Version.class)
                .single();
        ledger.audit(
                order.confirmedBy(),
                "template-agreed",
                "template:" + templateId,
                Map.of("version", version.version(), "wording", version.wording(), "agreement", version.agreement()));
        return version;
    }
}
