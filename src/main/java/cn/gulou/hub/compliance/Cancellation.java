package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reference;
import cn.gulou.hub.alert.Status;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A Cancel stops what is unsent of the alerts it refers to, and sends nothing itself. It counts when it comes from the
 * same sender, by the same source or by one that may act unattended (C-01).
 */
@Component
class Cancellation {
    private static final Violation CANCELLED = new Violation(
            "cancelled-by-alert", "", "发布单位已解除该预警。", "Its sender has cancelled the alert by a Cancel message.");
    private static final Violation NOTHING_TO_CANCEL = new Violation(
            "nothing-to-cancel",
            "",
            "所引用的预警没有尚未发完的发布任务，或不是同一发布单位的预警。",
            "What it refers to has no broadcast left to stop, or is another sender's.");

    private final Ledger ledger;
    private final ComplianceSettings settings;

    Cancellation(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Does nothing for anything but an actual Cancel. Returns what is worth remarking. */
    List<Violation> cancelWhatItRefersTo(Received received) {
        Alert alert = received.alert();
        if (alert.messageType() != MessageType.CANCEL || alert.status() != Status.ACTUAL) {
            return List.of();
        }
        long cancelled = alert.references().stream()
                .filter(reference ->
                        reference.sender() == null || reference.sender().equals(alert.sender()))
                .mapToLong(reference -> cancel(received, reference))
                .sum();
        return cancelled == 0 ? List.of(NOTHING_TO_CANCEL) : List.of();
    }

    private long cancel(Received received, Reference reference) {
        return ledger.sql("cancel-referenced")
                .param("alertId", received.alertId())
                .param("source", received.source())
                .param("unattended", settings.source(received.source()).unattended())
                .param("sender", received.alert().sender())
                .param("identifier", reference.identifier())
                .param("reasons", ledger.toJson(List.of(CANCELLED)))
                .param("now", ledger.now())
                .query(Long.class)
                .list()
                .size();
    }
}
