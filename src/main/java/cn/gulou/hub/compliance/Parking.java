package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps updates and cancels that came before what they refer to, until it comes, or a person decides. */
@Component("parking")
public class Parking {
    private static final Violation WAITS = new Violation(
            "reference-unknown",
            "",
            "所引用的预警尚未收到，暂存等待；到达后自动处理，逾时由人工决定。",
            "What it refers to has not come yet: it waits, goes on when that comes, and is put before a person when it does not.");

    private final Ledger ledger;
    private final LifeSettings settings;

    Parking(Ledger ledger, LifeSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Parks it; one that is parked already stays so, with the time it had. */
    void park(Received received) {
        Severity severity = Drafting.severity(received.alert());
        boolean urgent = severity == Severity.EXTREME || severity == Severity.SEVERE;
        ledger.sql("park-alert")
                .param("alertId", received.alertId())
                .param("reasons", ledger.toJson(List.of(WAITS)))
                .param("now", ledger.now())
                .param("until", ledger.now().plus(urgent ? settings.urgentReferenceWait() : settings.referenceWait()))
                .update();
    }

    /** It waits no longer; nothing when it did not wait. */
    void end(long alertId, String account) {
        ledger.sql("unpark-alert")
                .param("alertId", alertId)
                .param("account", account)
                .param("now", ledger.now())
                .query()
                .listOfRows();
    }

    /** Parked alerts of which a reference has come meanwhile. */
    public List<Long> found() {
        return ledger.sql("list-found-waiting").query(Long.class).list();
    }
}
