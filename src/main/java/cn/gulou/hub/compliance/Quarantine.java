package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.AlertState;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person's word about an alert that is held for one: let it go on to the policies, or refuse it. */
@Component("quarantine")
public class Quarantine {
    private static final Violation REFUSED =
            new Violation("refused-by-person", "", "审批人查看后拒绝。", "A person has looked at it and refused it.");

    private final Ledger ledger;
    private final Requests requests;
    private final Compliance compliance;
    private final Replacement replacement;
    private final Parking parking;
    private final RealNames realNames;

    Quarantine(
            Ledger ledger,
            Requests requests,
            Compliance compliance,
            Replacement replacement,
            Parking parking,
            RealNames realNames) {
        this.ledger = ledger;
        this.requests = requests;
        this.compliance = compliance;
        this.replacement = replacement;
        this.parking = parking;
        this.realNames = realNames;
    }

    /** @param decision accept or refuse */
    record Decision(String decision, String reason) {}

    /** Where the alert stands now. */
    public record Answer(String alertId, String state) {}

    /**
     * Accepts or refuses a quarantined alert. An accepted one goes on as if nothing had been doubtful: every policy is asked
     * about it; what it refers to and has not come is not waited for.
     *
     * @throws Refusal 404 no such alert; 409 it is not quarantined; 422 no reason given
     */
    @Transactional
    public Answer decide(long alertId, String body, String account) {
        Decision decision = requests.read(body, Decision.class);
        String reason = Requests.needed(decision.reason(), "reason-missing", "须说明理由。", "Say why.");
        realNames.check(account);
        replacement.lockThread(alertId);
        ledger.actAs(account);
        Received received = compliance
                .lock(alertId)
                .orElseThrow(() -> new Refusal(404, "alert-unknown", "没有这条预警。", "There is no such alert."));
        if (received.state() != AlertState.QUARANTINED) {
            throw new Refusal(409, "state-forbids", "该预警未被隔离。", "The alert is not quarantined.");
        }
        ledger.audit(account, word(decision), "alert:" + alertId, Map.of("reason", reason));
        if ("accept".equals(decision.decision())) {
            compliance.settle(received, new References.Found(List.of()), account);
        } else {
            parking.end(alertId, account);
            compliance.refuse(alertId, List.of(REFUSED));
            compliance.move(alertId, true, List.of(REFUSED));
        }
        return compliance
                .lock(alertId)
                .map(now ->
                        new Answer(String.valueOf(alertId), now.state().name().toLowerCase(Locale.ROOT)))
                .orElseThrow();
    }

    private static String word(Decision decision) {
        return switch (decision.decision() == null ? "" : decision.decision()) {
            case "accept" -> "accepted-from-quarantine";
            case "refuse" -> "refused-from-quarantine";
            default ->
                throw new Refusal(
                        400, "decision-unknown", "decision 只能是 accept 或 refuse。", "decision is one of accept, refuse.");
        };
    }
}
