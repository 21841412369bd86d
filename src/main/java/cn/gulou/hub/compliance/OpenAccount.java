package cn.gulou.hub.compliance;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens a real-name account on two people's word, with a first password that its owner must change (C-43). */
@Component
class OpenAccount extends TwoPeopleOrder {
    static final String ACTION = "account.open";

    private final Ledger ledger;
    private final ComplianceSettings settings;
    private final RealNames realNames;

    OpenAccount(Ledger ledger, ComplianceSettings settings, RealNames realNames) {
        super(ACTION, "admin", "approver");
        this.ledger = ledger;
        this.settings = settings;
        this.realNames = realNames;
    }

    @Override
    public FirstPassword.Told carryOut(Confirmed order) {
        AccountRegister.Content content = ledger.fromJson(order.content().toString(), AccountRegister.Content.class);
        FirstPassword password = FirstPassword.until(ledger.now().plus(settings.firstPasswordValidity()));
        int opened = ledger.sql("open-account")
                .param("account", content.account())
                .param("roles", content.roles().toArray(String[]::new))
                .param("department", content.department())
                .param("party", content.party())
                .param("addresses", content.addresses().toArray(String[]::new))
                .param("personIndex", People.Sealed.bytes(content.sealed().index()))
                .param("nameSealed", People.Sealed.bytes(content.sealed().name()))
                .param("mobileSealed", People.Sealed.bytes(content.sealed().mobile()))
                .param("idNumberSealed", People.Sealed.bytes(content.sealed().idNumber()))
                .param("password", password.stored())
                .param("passwordDue", password.due())
                .param("now", ledger.now())
                .update();
        if (opened == 0) {
            throw AccountRegister.taken();
        }
        realNames.refuseTheOwner(content.account(), order.confirmedBy());
        ledger.audit(order.confirmedBy(), "opened", order.subject(), Map.of("roles", content.roles()));
        return password.told(content.account());
    }
}
