package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders that need two people: one proposes, another one confirms, and only then it is done. Two accounts of one person are
 * one (SQL function {@code same_person}). What nobody confirms in time lapses.
 */
@Component("twoPeople")
public class TwoPeople {
    private final Ledger ledger;
    private final Requests requests;
    private final ProposedOrders proposed;
    private final ComplianceSettings settings;
    private final RealNames realNames;
    private final Map<String, TwoPeopleOrder> orders;

    TwoPeople(
            Ledger ledger,
            Requests requests,
            ProposedOrders proposed,
            ComplianceSettings settings,
            RealNames realNames,
            List<TwoPeopleOrder> orders) {
        this.ledger = ledger;
        this.requests = requests;
        this.proposed = proposed;
        this.settings = settings;
        this.realNames = realNames;
        this.orders =
                orders.stream().collect(Collectors.toUnmodifiableMap(TwoPeopleOrder::action, Function.identity()));
    }

    /** What the second person says; contentHash, when given, is the hash of what that person saw. */
    record Decision(String decision, String reason, String contentHash) {}

    /**
     * Lets an order wait for its second person, in the caller's transaction; the call is answered 202.
     *
     * @param action of a {@link TwoPeopleOrder}
     * @param subject what it is about, as in the audit trail: {@code grant:G-1}; never personal data
     * @param content whatever the order needs to be carried out; personal data and secrets only sealed, and only under the
     *     key {@code sealed}, which nobody is shown
     * @param reason why, or null
     * @throws Refusal 409 the same order waits already
     */
    @Transactional
    public ProposalView propose(String action, String subject, Object content, String reason, String account) {
        if (!orders.containsKey(action)) {
            throw new IllegalArgumentException("no order is called " + action);
        }
        proposed.lapse();
        long id = proposed.insert(action, subject, content, reason, account, settings.proposalValidity())
                .orElseThrow(() -> new Refusal(
                        409,
                        "proposal-waiting",
                        "同一命令已有人提出，正等待另一人确认。",
                        "The same order has been proposed and waits for a second person."));
        record(account, "proposed", subject, id, action, reason);
        return proposed.view(id);
    }

    /** What nobody has confirmed in time counts no more. */
    @Transactional
    public void lapse() {
        proposed.lapse();
    }

    /**
     * What waits or was decided. Whom an order is about sees only who may confirm it, and an admin (C-40).
     *
     * @param state open or decided; null: open
     * @param roles of who looks, comma-separated
     */
    public List<ProposalView> list(String state, String roles) {
        Set<String> held = Set.of(roles.split(","));
        return proposed.list(!"decided".equals(state)).stream()
                .map(one -> held.contains("admin") || mayConfirm(one.action(), held) ? one : one.withoutPerson())
                .toList();
    }

    private boolean mayConfirm(String action, Set<String> roles) {
        return orders.containsKey(action)
                && orders.get(action).confirmers().stream().anyMatch(roles::contains);
    }

    /**
     * Confirms an order, which is then carried out, or rejects it. Whoever proposed it may take it back.
     *
     * @param roles of the account, comma-separated
     * @throws Refusal 404 no such proposal; 403 the account has no role for it; 409 decided, lapsed, changed, or the same
     *     person; 422 a rejection without a reason
     */
    @Transactional
    public ProposalView decide(long proposalId, String body, String account, String roles) {
        Decision decision = requests.read(body, Decision.class);
        ledger.actAs(account);
        ProposedOrders.Locked locked = proposed.lock(proposalId, account);
        boolean confirm = "confirm".equals(decision.decision());
        if (!confirm) {
            Requests.needed(decision.reason(), "reason-missing", "拒绝须说明理由。", "To reject, say why.");
        }
        checkOpen(locked, decision.contentHash());
        checkSecondPerson(locked, confirm, account, Set.of(roles.split(",")));
        Object result = confirm ? carryOut(locked, account) : null;
        String decided = confirm ? "confirmed" : "rejected";
        proposed.close(proposalId, decided, decision.reason(), account);
        record(account, decided, locked.subject(), proposalId, locked.action(), decision.reason());
        return proposed.view(proposalId).with(result);
    }

    private static void checkOpen(ProposedOrders.Locked locked, String seen) {
        if (locked.decided() || locked.lapsed()) {
            throw new Refusal(
                    409,
                    locked.decided() ? "proposal-decided" : "proposal-lapsed",
                    "该命令已有决定或已过期，须重新提出。",
                    "The order is decided or has lapsed; propose it anew.");
        }
        if (locked.changed() || seen != null && !seen.equals(locked.contentHash())) {
            throw new Refusal(
                    409,
                    "proposal-stale",
                    "所确认的内容与提出的内容不一致，请重新查看。",
                    "What was confirmed is not what was proposed; look again.");
        }
    }

    private void checkSecondPerson(ProposedOrders.Locked locked, boolean confirm, String account, Set<String> roles) {
        boolean takenBack = !confirm && locked.proposedBy().equals(account);
        if (!takenBack && !mayConfirm(locked.action(), roles)) {
            throw new Refusal(
                    403, "role-may-not-confirm", "该账号的角色无权决定此命令。", "No role of this account decides such an order.");
        }
        if (!locked.action().startsWith("account.")) {
            realNames.check(account);
        }
        if (confirm && locked.samePerson()) {
            throw new Refusal(
                    409,
                    "second-person-needed",
                    "须由另一人确认；同一人的另一个账号不算另一人（C-43）。",
                    "Another person must confirm; a second account of the same person does not count (C-43).");
        }
    }

    private Object carryOut(ProposedOrders.Locked locked, String account) {
        JsonNode content = ledger.fromJson(locked.content(), JsonNode.class);
        return orders.get(locked.action())
                .carryOut(new TwoPeopleOrder.Confirmed(
                        locked.subject(), content, locked.reason(), locked.proposedBy(), account));
    }

    private void record(String account, String step, String subject, long proposalId, String action, String reason) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("proposalId", String.valueOf(proposalId));
        detail.put("action", action);
        detail.put("reason", reason);
        ledger.audit(account, step, subject, detail);
    }
}
