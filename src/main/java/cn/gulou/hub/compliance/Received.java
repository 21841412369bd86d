package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import java.time.OffsetDateTime;

/**
 * An alert as the ledger has it, locked by whoever reads it so.
 *
 * @param purpose actual, drill, or none: a draft or a system message
 * @param waiting it is parked until what it refers to comes
 */
record Received(
        long alertId,
        String source,
        AlertState state,
        Alert alert,
        OffsetDateTime receivedAt,
        String purpose,
        boolean waiting) {

    /** A person may have been asked about a parked one; when what it refers to comes, the hub decides all the same. */
    boolean isUndecided() {
        return state == AlertState.RECEIVED || state == AlertState.QUARANTINED && waiting;
    }

    /** A broadcast of it that nothing is decided about yet. */
    record Broadcast(long broadcastId, Kind kind, AudienceDefinition audience) {
        Broadcast with(AudienceDefinition other) {
            return new Broadcast(broadcastId, kind, other);
        }
    }
}
