package cn.gulou.hub.compliance;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Production does not start before someone has decided what becomes of red and orange at night: without a grant even they
 * wait for the window (C-11).
 */
@Component
@Profile("production")
class NightRedOrange {
    private static final String DEFER = "defer";

    /** @throws IllegalStateException when nothing was decided, or the grant that is named is not on record */
    NightRedOrange(ComplianceSettings settings, Grants grants) {
        String decision = settings.nightRedOrange();
        boolean decided = DEFER.equals(decision)
                || grants.list().stream().anyMatch(grant -> grant.reference().equals(decision));
        if (!decided) {
            throw new IllegalStateException(
                    "HUB_NIGHT_RED_ORANGE (hub.compliance.night-red-orange) decides what becomes"
                            + " of red and orange alerts outside the send window: say `defer`, or name the reference of a 24-hour"
                            + " grant that stands in hub.compliance.grants or was recorded before (C-11).");
        }
    }
}
