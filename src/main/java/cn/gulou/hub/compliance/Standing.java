package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Violation;
import java.util.List;

/**
 * A broadcast as it stands in the ledger, locked by whoever reads it so.
 *
 * @param contentHash what an approval must bind; null while nothing was decided
 */
record Standing(
        long broadcastId,
        long alertId,
        String source,
        Alert alert,
        Kind kind,
        AudienceDefinition audience,
        BroadcastState state,
        List<Violation> reasons,
        Content content,
        String contentHash,
        String approvalReference,
        String authorisationReference) {}
