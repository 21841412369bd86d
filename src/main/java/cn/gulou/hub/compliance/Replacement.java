package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Reach;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * An Update or a Cancel takes the place of what it refers to. A Cancel does so at once. An Update does so when something of
 * it is approved: until then what was approved goes on, for what nobody has approved must not silence a warning that two
 * parties have (C-02, C-03a); whoever wants it to stop at once pauses it or sends a Cancel.
 */
@Component
class Replacement {
    private static final Violation UPDATED = new Violation(
            "superseded-by-update",
            "",
            "已被更新消息取代，未发部分不再发送。",
            "An Update has taken its place; what was unsent is not sent any more.");
    private static final Violation CANCELLED = new Violation(
            "cancelled-by-alert", "", "发布单位已解除该预警。", "Its sender has cancelled the alert by a Cancel message.");
    private static final Violation NOTHING_TO_CANCEL = new Violation(
            "nothing-to-cancel", "", "所引用的预警没有尚未发完的发布任务。", "What it refers to has no broadcast left to stop.");
    private static final Violation NO_TEXT = new Violation(
            "cancel-without-text",
            "",
            "解除消息没有短信正文，不通知已收到的用户。",
            "The Cancel has no text: those who were told are not told of it.");

    private final Ledger ledger;
    private final LifeSettings settings;
    private final Sources sources;

    Replacement(Ledger ledger, LifeSettings settings, Sources sources) {
        this.ledger = ledger;
        this.settings = settings;
        this.sources = sources;
    }

    /** An Update or a Cancel that takes another alert's place. */
    record Successor(long alertId, AlertState state, MessageType messageType) {}

    /** One decision at a time from here to the end of the transaction, with every broadcast of the event locked. */
    void lockThread(long alertId) {
        takeTurn();
        lock(alertId, null);
    }

    /** The same for the event that a broadcast belongs to. */
    void lockThreadOf(long broadcastId) {
        takeTurn();
        lock(null, broadcastId);
    }

    private void takeTurn() {
        ledger.sql("take-turn").query(Integer.class).single();
    }

    private void lock(Long alertId, Long broadcastId) {
        ledger.sql("lock-thread")
                .param("alertId", alertId)
                .param("broadcastId", broadcastId)
                .query(Long.class)
                .list();
    }

    /** Stops what a Cancel refers to, and makes the broadcasts that tell those who were told. Returns what to remark. */
    List<Violation> cancel(Received received) {
        int stopped = stop(received.alertId(), CANCELLED);
        List<Violation> silence = notices(received);
        return stopped == 0
                ? Stream.concat(Stream.of(NOTHING_TO_CANCEL), silence.stream()).toList()
                : silence;
    }

    private List<Violation> notices(Received received) {
        Alert alert = received.alert();
        boolean somebody = false;
        for (Kind kind : Kind.values()) {
            if (reach(received, kind) == Reach.TOLD && !alert.isHeaderOnly()) {
                insertNotice(received, kind);
            }
            somebody |= reach(received, kind) == Reach.TOLD;
        }
        return somebody && alert.isHeaderOnly() ? List.of(NO_TEXT) : List.of();
    }

    private Reach reach(Received received, Kind kind) {
        return settings.reach(received.alert(), sources.of(received.source()).name(), kind);
    }

    private void insertNotice(Received received, Kind kind) {
        Alert alert = received.alert();
        ledger.sql("insert-notice")
                .param("alertId", received.alertId())
                .param("kind", kind.wireName())
                .param("sendAfter", Ledger.stored(alert.sendAfter()))
                .param("finishBy", Ledger.stored(alert.finishBy()))
                .param("audience", ledger.toJson(AudienceDefinition.thoseTold()))
                .param("now", ledger.now())
                .update();
    }

    /** Whom a broadcast of an Update goes to: of those it names only those who were told, when it or the settings say so. */
    AudienceDefinition audience(Received received, Received.Broadcast broadcast) {
        boolean narrowed =
                received.alert().messageType() == MessageType.UPDATE && reach(received, broadcast.kind()) == Reach.TOLD;
        if (!narrowed) {
            return broadcast.audience();
        }
        ledger.sql("narrow-audience")
                .param("broadcastId", broadcast.broadcastId())
                .update();
        return broadcast.audience().toldOnly();
    }

    /** An Update of which something is approved takes its place now; nothing for anything else. */
    void updateIfApproved(long alertId, MessageType type) {
        boolean approved = type == MessageType.UPDATE
                && ledger.sql("count-permits")
                                .param("alertId", alertId)
                                .query(Integer.class)
                                .single()
                        > 0;
        if (approved) {
            stop(alertId, UPDATED);
        }
    }

    /** The updates and cancels that take an alert's place, whenever they came. */
    List<Successor> successors(long alertId) {
        return ledger.sql("list-successors")
                .param("alertId", alertId)
                .query((row, number) -> new Successor(
                        row.getLong("alert_id"),
                        AlertState.valueOf(row.getString("state")),
                        MessageType.valueOf(row.getString("message_type"))))
                .list();
    }

    /** A successor that was decided before this alert came takes its place now. */
    void takePlace(Successor successor) {
        if (successor.messageType() == MessageType.CANCEL) {
            stop(successor.alertId(), CANCELLED);
        } else {
            updateIfApproved(successor.alertId(), successor.messageType());
        }
    }

    private int stop(long alertId, Violation reason) {
        lock(alertId, null);
        return ledger.sql("stop-replaced")
                .param("alertId", alertId)
                .param("reasons", ledger.toJson(List.of(reason)))
                .param("now", ledger.now())
                .query(Integer.class)
                .single();
    }
}
