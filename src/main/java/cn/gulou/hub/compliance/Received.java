package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import java.time.OffsetDateTime;

/** An alert as the ledger has it, locked by whoever reads it so. */
record Received(long alertId, String source, AlertState state, Alert alert, OffsetDateTime receivedAt) {

    /** A broadcast of it that nothing is decided about yet. */
    record Broadcast(long broadcastId, Kind kind, AudienceDefinition audience) {}
}
