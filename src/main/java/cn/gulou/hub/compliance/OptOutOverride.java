package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Severity;

/**
 * An emergency in which an alert goes to people who declined, too (C-09). Exists only when the setting {@code
 * hub.compliance.opt-out-override} names it; each use is on record and part of what is approved.
 */
enum OptOutOverride {
    /** Never: as the contract says. */
    NONE,
    /** Red alerts to the whole network. */
    RED_WHOLE_NETWORK;

    boolean covers(Kind kind, Severity severity) {
        return this == RED_WHOLE_NETWORK && kind == Kind.WHOLE_NETWORK && severity == Severity.EXTREME;
    }
}
