package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person's word about a broadcast that waits for it (C-02, C-03a, C-04). */
@Component("approvals")
public class Approvals {
    private static final String REASON_ZH = "拒绝或退回须说明理由。";
    private static final String REASON_EN = "To reject or to return, say why.";

    private final Ledger ledger;
    private final Standings standings;
    private final Drafting drafting;
    private final Policies policies;
    private final Decisions decisions;
    private final Replacement replacement;
    private final Requests requests;
    private final Approvers approvers;
    private final RealNames realNames;

    Approvals(
            Ledger ledger,
            Standings standings,
            Drafting drafting,
            Policies policies,
            Decisions decisions,
            Replacement replacement,
            Requests requests,
            Approvers approvers,
            RealNames realNames) {
        this.ledger = ledger;
        this.standings = standings;
        this.drafting = drafting;
        this.policies = policies;
        this.decisions = decisions;
        this.replacement = replacement;
        this.requests = requests;
        this.approvers = approvers;
        this.realNames = realNames;
    }

    /** What a person decided; approvedHash is the hash of what the person saw. */
    record Decision(
            String decision,
            String reason,
            String approvalReference,
            String authorisationReference,
            UncertainPolicy uncertainPolicy,
            String party,
            String approvedHash) {}

    /**
     * Approves, rejects or returns a broadcast. One that needs a second person's word, or the other party's, waits on.
     *
     * @throws Refusal 404 no such broadcast; 409 it waits for no approval, the hash is stale, the same person submitted or
     *     approved it, or a policy that no person can lift forbids it; 422 a reference, the party or the reason is missing
     */
    @Transactional
    public BroadcastAnswer decide(long broadcastId, String body, String account) {
        Decision decision = requests.read(body, Decision.class);
        replacement.lockThreadOf(broadcastId);
        ledger.actAs(account);
        Standing standing = standings.lock(broadcastId);
        checkIsWhatWasSeen(standing, decision);
        switch (decision.decision() == null ? "" : decision.decision()) {
            case "approve" -> approve(standing, decision, account);
            case "reject" -> turnDown(standing, decision, account, BroadcastState.REJECTED);
            case "return" -> turnDown(standing, decision, account, BroadcastState.RETURNED);
            default ->
                throw new Refusal(
                        400,
                        "decision-unknown",
                        "decision 只能是 approve、reject 或 return。",
                        "decision is one of approve, reject, return.");
        }
        return BroadcastAnswer.of(standings.lock(broadcastId));
    }

    private static void checkIsWhatWasSeen(Standing standing, Decision decision) {
        if (standing.state() != BroadcastState.PENDING_APPROVAL) {
            throw new Refusal(409, "state-forbids", "该发布任务不在待审批状态。", "The broadcast does not wait for approval.");
        }
        boolean seen =
                decision.approvedHash() == null || decision.approvedHash().equals(standing.contentHash());
        if (!seen || !contentHash(standing, standing.content()).equals(standing.contentHash())) {
            throw new Refusal(
                    409,
                    "approval-stale",
                    "所审批的内容已变化，请重新查看后再审批（C-04）。",
                    "What was approved is not what stands there now; look again (C-04).");
        }
    }

    private void approve(Standing standing, Decision decision, String account) {
        realNames.check(account);
        Grounds grounds = Grounds.of(standing, decision);
        Content content = decision.uncertainPolicy() == null
                ? standing.content()
                : standing.content().with(decision.uncertainPolicy());
        String hash = contentHash(standing, content);
        Approvers.Approver approver = approvers.approver(standing, hash, account);
        approvers.checkMayApprove(approver);
        Proposal proposal = refuseWhatNoPersonCanLift(standing, content, grounds);
        record(standing, decision, approver, account, hash, grounds.approval());
        List<Violation> missing = approvers.missing(standing, hash, approver.submittedByPerson());
        (missing.isEmpty() ? ledger.sql("approve-broadcast") : awaitAnother(missing))
                .param("broadcastId", standing.broadcastId())
                .param("uncertainPolicy", content.uncertainPolicy().name())
                .param("contentHash", hash)
                .param("approvalReference", grounds.approval())
                .param("authorisationReference", grounds.authorisation())
                .param("template", proposal.wording().template())
                .update();
        if (missing.isEmpty()) {
            decisions.permit(standing.broadcastId(), content, hash);
            replacement.updateIfApproved(standing.alertId(), standing.alert().messageType());
        }
    }

    private StatementSpec awaitAnother(List<Violation> missing) {
        return ledger.sql("await-approval").param("reasons", ledger.toJson(missing));
    }

    /** Things may have changed since it was proposed: time, ports, groups, words. */
    private Proposal refuseWhatNoPersonCanLift(Standing standing, Content content, Grounds grounds) {
        Proposal proposal = drafting.proposal(standing, content, grounds);
        List<Violation> reasons = policies.judge(proposal).reasonsFrom(Verdict.Outcome.BLOCKED);
        if (!reasons.isEmpty()) {
            throw new Refusal(409, reasons);
        }
        return proposal;
    }

    private void turnDown(Standing standing, Decision decision, String account, BroadcastState state) {
        Requests.needed(decision.reason(), "reason-missing", REASON_ZH, REASON_EN);
        Violation reason = state == BroadcastState.REJECTED
                ? new Violation("rejected", "", "审批人拒绝发布。", "The approver has rejected it.")
                : new Violation(
                        "returned",
                        "",
                        "审批人退回，修改后须重新提交审批（C-04）。",
                        "The approver has returned it; a new text needs a fresh approval (C-04).");
        ledger.sql("turn-down-broadcast")
                .param("broadcastId", standing.broadcastId())
                .param("state", state.name())
                .param("reasons", ledger.toJson(List.of(reason)))
                .update();
        Approvers.Approver approver = approvers.approver(standing, standing.contentHash(), account);
        record(standing, decision, approver, account, standing.contentHash(), decision.approvalReference());
    }

    private void record(
            Standing standing,
            Decision decision,
            Approvers.Approver approver,
            String account,
            String hash,
            String reference) {
        String party = approvers.party(approver, decision.party());
        decisions.recordApproval(
                standing.broadcastId(),
                decision.decision(),
                hash,
                new Decisions.Word(account, party, decision.reason(), reference));
        Map<String, Object> detail = new HashMap<>();
        detail.put("contentHash", hash);
        detail.put("approvalReference", reference);
        detail.put("reason", decision.reason());
        detail.put("party", party);
        ledger.audit(account, decision.decision(), "broadcast:" + standing.broadcastId(), detail);
    }

    private static String contentHash(Standing standing, Content content) {
        return ContentHash.of(standing.kind(), standing.audience(), content);
    }
}
