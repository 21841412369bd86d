package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.MessageType;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds what an Update or a Cancel refers to. It counts only when the same source sent it for the same sender (C-01), and
 * when both are actual, or both a drill.
 */
@Component
class References {
    private static final Violation FOREIGN = new Violation(
            "reference-foreign",
            "",
            "所引用的是其他来源或其他发布单位的预警，不得更新或解除（C-01）；如需发布，请另发首次预警。",
            "It refers to an alert of another source or sender, which it may not update or cancel (C-01); to publish, send a new Alert.");
    private static final Violation CROSSING = new Violation(
            "reference-crosses-drill",
            "",
            "实际发布与演练不得互相更新或解除；请引用同一性质的预警。",
            "An actual alert and a drill may not update or cancel each other; refer to one of the same status.");
    private static final Violation REFUSED = new Violation(
            "reference-refused",
            "",
            "所引用的预警在接收时已被拒绝，没有可更新或解除的发布。",
            "What it refers to was refused when it came: there is nothing of it to replace.");
    private static final Violation SOME_UNKNOWN = new Violation(
            "reference-partly-unknown",
            "",
            "部分所引用的预警尚未收到；到达时将按本消息处理，不再发布。",
            "Part of what it refers to has not come yet; when it comes, this message counts and it is not published.");

    private final Ledger ledger;

    References(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What one reference leads to. */
    enum Lead {
        KNOWN,
        REFUSED,
        UNKNOWN,
        FOREIGN,
        CROSSING
    }

    /** What all references of an alert lead to. */
    record Found(List<Lead> leads) {
        /** None of them has come, and one may yet. */
        boolean mustWait() {
            return leads.contains(Lead.UNKNOWN) && !leads.contains(Lead.KNOWN) && !leads.contains(Lead.REFUSED);
        }

        /** It refers to nothing that it may touch. */
        boolean isForbidden() {
            return !leads.isEmpty() && leads.stream().allMatch(lead -> lead == Lead.FOREIGN || lead == Lead.CROSSING);
        }

        boolean oversteps() {
            return leads.contains(Lead.FOREIGN) || leads.contains(Lead.CROSSING);
        }

        /** What is worth saying of them, each once. */
        List<Violation> remarks() {
            return Stream.of(
                            Map.entry(Lead.FOREIGN, FOREIGN),
                            Map.entry(Lead.CROSSING, CROSSING),
                            Map.entry(Lead.REFUSED, REFUSED),
                            Map.entry(Lead.UNKNOWN, SOME_UNKNOWN))
                    .filter(remark -> leads.contains(remark.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /** Nothing for what takes no other alert's place. Overstepping raises an alarm. */
    Found of(Received received) {
        MessageType type = received.alert().messageType();
        if (type != MessageType.UPDATE && type != MessageType.CANCEL) {
            return new Found(List.of());
        }
        Found found = new Found(ledger.sql("list-references")
                .param("alertId", received.alertId())
                .query((row, number) -> Lead.valueOf(row.getString(1)))
                .list());
        if (found.oversteps()) {
            ledger.sql("report-foreign")
                    .param("alertId", received.alertId())
                    .param("source", received.source())
                    .param("now", ledger.now())
                    .query(Long.class)
                    .single();
        }
        return found;
    }
}
