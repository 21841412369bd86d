package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens a real-name account on two people's word, with a first password that its owner must change (C-43). */
@Component
class OpenAccount implements TwoPeopleOrder {
    static final String ACTION = "account.open";

    private final Ledger ledger;
    private final ComplianceSettings settings;

    OpenAccount(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
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
        refuseTheOwner(content.account(), order.confirmedBy());
        ledger.audit(order.confirmedBy(), "opened", order.subject(), Map.of("roles", content.roles()));
        return password.told(content.account());
    }

    private void refuseTheOwner(String account, String confirmedBy) {
        boolean own = ledger.sql("compare-people")
                .param("one", account)
                .param("other", confirmedBy)
                .query(Boolean.class)
                .single();
        if (own) {
            throw new Refusal(
                    409,
                    "own-account",
                    "不能确认为本人开立的账号（C-43）；须由另一人确认。",
                    "Nobody confirms an account of their own (C-43); another person must.");
        }
    }
}
