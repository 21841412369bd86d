package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person sees and decides of a broadcast that is held for prohibited content (C-08). */
@Component("interceptions")
public class Interceptions {
    private static final Violation REFUSED = new Violation(
            "prohibited-content-confirmed",
            "",
            "经人工确认含违禁内容，拒绝发布（C-08）。",
            "A person has confirmed the prohibited content: it is refused (C-08).");

    private final Ledger ledger;
    private final Standings standings;
    private final Drafting drafting;
    private final Policies policies;
    private final Decisions decisions;
    private final InterceptionLog log;
    private final Requests requests;
    private final Approvers approvers;
    private final Replacement replacement;
    private final RealNames realNames;

    Interceptions(
            Ledger ledger,
            Standings standings,
            Drafting drafting,
            Policies policies,
            Decisions decisions,
            InterceptionLog log,
            Requests requests,
            Approvers approvers,
            Replacement replacement,
            RealNames realNames) {
        this.ledger = ledger;
        this.standings = standings;
        this.drafting = drafting;
        this.policies = policies;
        this.decisions = decisions;
        this.log = log;
        this.requests = requests;
        this.approvers = approvers;
        this.replacement = replacement;
        this.realNames = realNames;
    }

    /** What a person decided; contentHash, when given, is the hash of what the person saw. */
    record Decision(String decision, String reason, String party, String contentHash) {}

    /**
     * A find in a text.
     *
     * @param start in text, UTF-16 code units from 0
     * @param end exclusive
     * @param decision released, refused, or null
     */
    public record Find(
            int start,
            int end,
            String term,
            String prohibitedClass,
            String classZh,
            String classEn,
            String decision,
            String decidedBy,
            String reason) {}

    /** @param highlighted the text with ⟦ ⟧ around what was found */
    public record View(String broadcastId, String state, String text, String highlighted, List<Find> finds) {}

    /** @throws Refusal 404 no such broadcast */
    @Transactional
    public View show(long broadcastId) {
        Standing standing = standings.lock(broadcastId);
        List<Find> finds = ledger.sql("list-interceptions")
                .param("broadcastId", broadcastId)
                .query(Find.class)
                .list();
        String text = standing.content() == null ? "" : standing.content().text();
        return new View(
                String.valueOf(broadcastId),
                BroadcastAnswer.of(standing).state(),
                text,
                Highlight.of(text, finds),
                finds);
    }

    /**
     * Releases or refuses what is held. What is released goes where the other policies let it: on, or to who approves. What
     * waits for approval and was caught by a term added since can be released too.
     *
     * @throws Refusal 404 no such broadcast; 409 it is not held, or is not what was seen; 422 no reason
     */
    @Transactional
    public BroadcastAnswer decide(long broadcastId, String body, String account) {
        Decision decision = requests.read(body, Decision.class);
        String reason = Requests.needed(decision.reason(), "reason-missing", "须说明理由。", "Say why.");
        realNames.check(account);
        replacement.lockThreadOf(broadcastId);
        ledger.actAs(account);
        Standing standing = standings.lock(broadcastId);
        boolean seen = decision.contentHash() == null || decision.contentHash().equals(standing.contentHash());
        boolean waits = standing.state() == BroadcastState.HELD || standing.state() == BroadcastState.PENDING_APPROVAL;
        if (!waits || !seen) {
            throw notHeld();
        }
        switch (decision.decision() == null ? "" : decision.decision()) {
            case "release" -> release(standing, decision, account, reason);
            case "refuse" -> refuse(standing, account, reason);
            default ->
                throw new Refusal(
                        400,
                        "decision-unknown",
                        "decision 只能是 release 或 refuse。",
                        "decision is one of release, refuse.");
        }
        return BroadcastAnswer.of(standings.lock(broadcastId));
    }

    private void release(Standing standing, Decision decision, String account, String reason) {
        long id = standing.broadcastId();
        List<Hit> hits = drafting.proposal(standing, standing.content(), Grounds.of(standing))
                .wording()
                .prohibited();
        if (standing.state() != BroadcastState.HELD && hits.isEmpty()) {
            throw notHeld();
        }
        Approvers.Approver approver = approvers.approver(standing, standing.contentHash(), account);
        approvers.checkMayApprove(approver);
        log.log(id, hits);
        log.decide(id, "released", account, reason);
        Proposal proposal = drafting.proposal(standing, standing.content(), Grounds.of(standing));
        Policies.Judgement judgement = policies.judge(proposal);
        ledger.audit(account, "released", "broadcast:" + id, Map.of("reason", reason, "outcome", judgement.outcome()));
        if (standing.state() == BroadcastState.HELD) {
            BroadcastState state = Decisions.state(judgement.outcome());
            if (state == BroadcastState.APPROVED) {
                approve(standing, approver, decision, account, reason);
            } else {
                settle(id, state, judgement.reasonsFrom(Verdict.Outcome.NEEDS_PERSON));
            }
        }
    }

    /** The word of whoever releases it counts as an approval; where that is not enough, it waits for another's (C-03a). */
    private void approve(
            Standing standing, Approvers.Approver approver, Decision decision, String account, String reason) {
        long id = standing.broadcastId();
        String party = approvers.party(approver, decision.party());
        decisions.recordApproval(
                id,
                "approve",
                standing.contentHash(),
                new Decisions.Word(account, party, reason, standing.approvalReference()));
        List<Violation> missing = approvers.missing(standing, standing.contentHash(), approver.submittedByPerson());
        settle(id, missing.isEmpty() ? BroadcastState.APPROVED : BroadcastState.PENDING_APPROVAL, missing);
        if (!missing.isEmpty()) {
            return;
        }
        decisions.permit(id, standing.content(), standing.contentHash());
        replacement.updateIfApproved(standing.alertId(), standing.alert().messageType());
    }

    private void refuse(Standing standing, String account, String reason) {
        if (standing.state() != BroadcastState.HELD) {
            throw notHeld();
        }
        log.decide(standing.broadcastId(), "refused", account, reason);
        settle(standing.broadcastId(), BroadcastState.REFUSED, List.of(REFUSED));
        ledger.audit(account, "refused", "broadcast:" + standing.broadcastId(), Map.of("reason", reason));
    }

    private void settle(long broadcastId, BroadcastState state, List<Violation> reasons) {
        ledger.sql("settle-held")
                .param("broadcastId", broadcastId)
                .param("state", state.name())
                .param("reasons", ledger.toJson(reasons))
                .update();
    }

    private static Refusal notHeld() {
        return new Refusal(
                409,
                "not-held",
                "该发布任务未被拦截，或内容已变化；待审批的请在审批中拒绝。",
                "The broadcast is not held, or is not what was seen; what waits for approval is rejected there.");
    }
}
