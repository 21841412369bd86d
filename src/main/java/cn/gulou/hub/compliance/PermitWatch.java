package cn.gulou.hub.compliance;

import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;

/** The times that route {@code permit-watch} works with. */
@Component("permitWatch")
public class PermitWatch {
    private final Ledger ledger;
    private final ComplianceSettings settings;

    PermitWatch(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    public OffsetDateTime now() {
        return ledger.now();
    }

    /** A broadcast that was told to send before then and has not begun was told in vain. */
    public OffsetDateTime lostBefore() {
        return ledger.now().minus(settings.resendAfter());
    }
}
