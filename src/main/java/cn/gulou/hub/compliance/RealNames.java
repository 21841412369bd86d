package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import org.springframework.stereotype.Component;

/** Who stands behind an account, where a decision needs a person on record (C-43). */
@Component
class RealNames {
    private final Ledger ledger;
    private final ComplianceSettings settings;

    RealNames(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** @throws Refusal 409 only people on record decide here, and nobody is on record for the account */
    void check(String account) {
        if (settings.realNameOnly()
                && !ledger.sql("find-known")
                        .param("account", account)
                        .query(Boolean.class)
                        .single()) {
            throw new Refusal(
                    409,
                    "real-name-needed",
                    "该账号没有登记实名，不能作决定（C-43）；请经两人批准开立实名账号。",
                    "No person is on record for this account, so it decides nothing (C-43); open a real-name account for its owner.");
        }
    }

    /** @throws Refusal 409 the account that is opened, changed or given a password is the person's own */
    void refuseTheOwner(String account, String confirmedBy) {
        boolean own = ledger.sql("compare-people")
                .param("one", account)
                .param("other", confirmedBy)
                .query(Boolean.class)
                .single();
        if (own) {
            throw new Refusal(
                    409,
                    "own-account",
                    "不能确认本人账号的开立或变更（C-43）；须由另一人确认。",
                    "Nobody confirms an account of their own (C-43); another person must.");
        }
    }
}
