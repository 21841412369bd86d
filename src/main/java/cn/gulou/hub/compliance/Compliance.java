package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides about an alert and its broadcasts, once, in one transaction. */
@Component("compliance")
public class Compliance {
    private final Ledger ledger;
    private final Drafting drafting;
    private final Policies policies;
    private final Decisions decisions;
    private final Cancellation cancellation;

    Compliance(Ledger ledger, Drafting drafting, Policies policies, Decisions decisions, Cancellation cancellation) {
        this.ledger = ledger;
        this.drafting = drafting;
        this.policies = policies;
        this.decisions = decisions;
        this.cancellation = cancellation;
    }

    /** Decides about an alert; one that is not there, or about which it is decided already, is left alone. */
    @Transactional
    public void decide(long alertId) {
        ledger.sql("lock-alert")
                .param("alertId", alertId)
                .query(this::received)
                .optional()
                .filter(received -> received.state() == AlertState.RECEIVED)
                .ifPresent(this::decide);
    }

    private void decide(Received received) {
        List<Violation> remarks = new ArrayList<>(cancellation.cancelWhatItRefersTo(received));
        List<Received.Broadcast> broadcasts = broadcasts(received.alertId());
        Set<Violation> refusals = new LinkedHashSet<>();
        boolean refused = sends(received.alert())
                && !(broadcasts.isEmpty() && received.alert().isHeaderOnly());
        for (Received.Broadcast broadcast : broadcasts) {
            Proposal proposal = drafting.draft(received, broadcast);
            Policies.Judgement judgement = policies.judge(proposal);
            BroadcastState state = decisions.store(broadcast.broadcastId(), proposal, judgement);
            refused &= state == BroadcastState.REFUSED;
            refusals.addAll(judgement.reasonsFrom(Verdict.Outcome.REFUSED));
        }
        if (refused) {
            remarks.addAll(broadcasts.isEmpty() ? List.of(EmptyAudiencePolicy.NOBODY) : refusals);
        }
        ledger.sql("move-alert")
                .param("alertId", received.alertId())
                .param("state", (refused ? AlertState.REFUSED : AlertState.ACCEPTED).name())
                .param("reasons", ledger.toJson(remarks))
                .update();
    }

    /** False for what sends nothing by its nature and is accepted all the same: a cancel, an ack, an error. */
    private static boolean sends(Alert alert) {
        MessageType type = alert.messageType();
        return type != MessageType.CANCEL && type != MessageType.ACK && type != MessageType.ERROR;
    }

    private List<Received.Broadcast> broadcasts(long alertId) {
        return ledger.sql("list-received-broadcasts")
                .param("alertId", alertId)
                .query((row, number) -> new Received.Broadcast(
                        row.getLong("broadcast_id"),
                        Kind.of(row.getString("kind")),
                        ledger.fromJson(row.getString("audience"), AudienceDefinition.class)))
                .list();
    }

    private Received received(ResultSet row, int number) throws SQLException {
        return new Received(
                row.getLong("alert_id"),
                row.getString("source"),
                AlertState.valueOf(row.getString("state")),
                ledger.fromJson(row.getString("model"), Alert.class),
                row.getObject("received_at", OffsetDateTime.class));
    }
}
