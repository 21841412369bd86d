package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.CannotStart;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Production does not start before someone has decided what becomes of red and orange at night: without a grant even they
 * wait for the window (C-11).
 */
@Component
@Profile("production")
class NightRedOrange {

    /** @throws IllegalStateException when nothing was decided, or the grant that is named is not on record or is over */
    NightRedOrange(ComplianceSettings settings, Grants grants, Ledger ledger) {
        if (!isDecided(settings.nightRedOrange(), grants.list(), ledger.now().toInstant())) {
            throw new CannotStart("HUB_NIGHT_RED_ORANGE (hub.compliance.night-red-orange) decides what becomes"
                    + " of red and orange alerts outside the send window: say `defer`, or name the reference of a 24-hour"
                    + " grant that stands in hub.compliance.grants or was recorded before, and is not over (C-11).");
        }
    }

    static boolean isDecided(String decision, List<Grants.Grant> grants, Instant now) {
        return "defer".equals(decision)
                || grants.stream()
                        .filter(grant -> grant.reference().equals(decision))
                        .anyMatch(grant -> Instant.parse(grant.validUntil()).isAfter(now));
    }
}
