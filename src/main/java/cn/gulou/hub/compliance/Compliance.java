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
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides about an alert and its broadcasts, once, in one transaction. */
@Component("compliance")
public class Compliance {
    private static final Violation ENDED = new Violation(
            "ended-while-waiting",
            "",
            "等待期间预警已失效或已被取消，不再发布。",
            "While it waited it expired or was cancelled; it is not published any more.");

    private final Ledger ledger;
    private final Drafting drafting;
    private final Policies policies;
    private final Decisions decisions;
    private final References references;
    private final Parking parking;
    private final Replacement replacement;

    Compliance(
            Ledger ledger,
            Drafting drafting,
            Policies policies,
            Decisions decisions,
            References references,
            Parking parking,
            Replacement replacement) {
        this.ledger = ledger;
        this.drafting = drafting;
        this.policies = policies;
        this.decisions = decisions;
        this.references = references;
        this.parking = parking;
        this.replacement = replacement;
    }

    /** Decides about an alert; one that is not there, or about which it is decided already, is left alone. */
    @Transactional
    public void decide(long alertId) {
        replacement.lockThread(alertId);
        lock(alertId).filter(Received::isUndecided).ifPresent(this::decide);
    }

    /** The alert, locked until the transaction ends. */
    Optional<Received> lock(long alertId) {
        return ledger.sql("lock-alert")
                .param("alertId", alertId)
                .query(this::received)
                .optional();
    }

    private void decide(Received received) {
        References.Found found = references.of(received);
        if (found.mustWait()) {
            parking.park(received);
        } else {
            settle(received, found, "hub");
        }
    }

    /** Decides now, whatever its references lead to; the thread must be locked. */
    void settle(Received received, References.Found found, String account) {
        parking.end(received.alertId(), account);
        List<Violation> remarks = new ArrayList<>(found.remarks());
        boolean refused = isRefused(received, found, remarks);
        move(received.alertId(), refused, remarks);
        if (!refused) {
            replacement.updateIfApproved(received.alertId(), received.alert().messageType());
            replacement.successors(received.alertId()).forEach(this::follow);
        }
    }

    private boolean isRefused(Received received, References.Found found, List<Violation> remarks) {
        boolean cancel = received.alert().messageType() == MessageType.CANCEL;
        if (cancel && received.purpose().equals("none")) {
            remarks.clear();
            remarks.add(StatusPolicy.NOT_ACTUAL);
            return true;
        }
        if (found.isForbidden()) {
            refuse(received.alertId(), found.remarks());
            return true;
        }
        if (cancel) {
            remarks.addAll(replacement.cancel(received));
        }
        return judge(received, remarks);
    }

    /** Turns down what is not decided yet of an alert's broadcasts. */
    void refuse(long alertId, List<Violation> reasons) {
        ledger.sql("refuse-broadcasts")
                .param("alertId", alertId)
                .param("reasons", ledger.toJson(reasons))
                .update();
    }

    /** Asks every policy about every broadcast. True when the alert is refused: it should send, and nothing of it may. */
    private boolean judge(Received received, List<Violation> remarks) {
        List<Received.Broadcast> broadcasts = broadcasts(received.alertId());
        Set<Violation> refusals = new LinkedHashSet<>();
        boolean refused = sends(received.alert())
                && !(broadcasts.isEmpty() && received.alert().isHeaderOnly());
        for (Received.Broadcast broadcast : broadcasts) {
            AudienceDefinition audience = replacement.audience(received, broadcast);
            Proposal proposal = drafting.draft(received, broadcast.with(audience));
            Policies.Judgement judgement = policies.judge(proposal);
            BroadcastState state = decisions.store(broadcast.broadcastId(), proposal, judgement);
            refused &= state == BroadcastState.REFUSED;
            refusals.addAll(judgement.reasonsFrom(Verdict.Outcome.REFUSED));
        }
        if (refused) {
            remarks.addAll(broadcasts.isEmpty() ? List.of(whyNothingIsLeft(received.alertId())) : refusals);
        }
        return refused;
    }

    private Violation whyNothingIsLeft(long alertId) {
        int ended = ledger.sql("count-ended-broadcasts")
                .param("alertId", alertId)
                .query(Integer.class)
                .single();
        return ended > 0 ? ENDED : EmptyAudiencePolicy.NOBODY;
    }

    /** What takes this alert's place and came before it: decided now if it waited, and counting from now on in any case. */
    private void follow(Replacement.Successor successor) {
        Optional<Received> waiting = lock(successor.alertId()).filter(Received::isUndecided);
        if (waiting.isPresent()) {
            decide(waiting.get());
        } else {
            replacement.takePlace(successor);
        }
    }

    void move(long alertId, boolean refused, List<Violation> remarks) {
        ledger.sql("move-alert")
                .param("alertId", alertId)
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
                row.getObject("received_at", OffsetDateTime.class),
                row.getString("purpose"),
                row.getBoolean("waiting"));
    }
}
