package cn.gulou.hub.compliance;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Changes an account on two people's word: rights, addresses, the mobile number, or a new first password (C-43). */
@Component
class ChangeAccount extends TwoPeopleOrder {
    static final String ACTION = "account.change";

    private final Ledger ledger;
    private final ComplianceSettings settings;
    private final RealNames realNames;

    ChangeAccount(Ledger ledger, ComplianceSettings settings, RealNames realNames) {
        super(ACTION, "admin", "approver");
        this.ledger = ledger;
        this.settings = settings;
        this.realNames = realNames;
    }

    @Override
    public Object carryOut(Confirmed order) {
        AccountRegister.Content content = ledger.fromJson(order.content().toString(), AccountRegister.Content.class);
        realNames.refuseTheOwner(content.account(), order.confirmedBy());
        FirstPassword password = Boolean.TRUE.equals(content.newPassword())
                ? FirstPassword.until(ledger.now().plus(settings.firstPasswordValidity()))
                : null;
        int changed = ledger.sql("change-account")
                .param("account", content.account())
                .param("roles", array(content.roles()))
                .param("department", content.department())
                .param("party", content.party())
                .param("addresses", array(content.addresses()))
                .param("mobileSealed", People.Sealed.bytes(content.sealed().mobile()))
                .param("password", password == null ? null : password.stored())
                .param("passwordDue", password == null ? null : password.due())
                .param("now", ledger.now())
                .update();
        if (changed == 0) {
            throw AccountRegister.unknown();
        }
        ledger.audit(order.confirmedBy(), "changed", order.subject(), Map.of("newPassword", password != null));
        return password == null ? null : password.told(content.account());
    }

    private static String[] array(List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }
}
