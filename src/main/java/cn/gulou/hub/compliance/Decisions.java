package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Alert;
import cn.gulou.hub.alert.BroadcastState;
import cn.gulou.hub.alert.Severity;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes down what was decided about a broadcast, and the permit of one that may send (DESIGN §4). */
@Component
class Decisions {
    private final Ledger ledger;
    private final ComplianceSettings settings;

    Decisions(Ledger ledger, ComplianceSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Stores the proposal with the policies' decision; what they allow is approved as its source's standing approval. */
    BroadcastState store(long broadcastId, Proposal proposal, Policies.Judgement judgement) {
        BroadcastState state = state(judgement.outcome());
        List<Violation> reasons = judgement.reasonsFrom(Verdict.Outcome.NEEDS_PERSON);
        String hash = ContentHash.of(proposal.kind(), proposal.audience(), proposal.content());
        store(broadcastId, proposal, state, reasons, hash);
        auditJudgement(broadcastId, judgement, hash);
        if (state == BroadcastState.APPROVED) {
            Source source = proposal.source();
            recordApproval(
                    broadcastId,
                    "approve",
                    hash,
                    new Word(source.name(), source.party(), "unattended (C-03a)", proposal.approvalReference()));
            permit(broadcastId, proposal.content(), hash);
        }
        return state;
    }

    /** What every policy that did not simply allow it said, and how many were asked (I7). */
    private void auditJudgement(long broadcastId, Policies.Judgement judgement, String hash) {
        List<Violation> reasons = judgement.reasonsFrom(Verdict.Outcome.NEEDS_PERSON);
        ledger.audit(
                "hub",
                "judged",
                "broadcast:" + broadcastId,
                Map.of(
                        "outcome", judgement.outcome(),
                        "policies", judgement.objections(),
                        "asked", judgement.verdicts().size(),
                        "reasons", reasons.stream().map(Violation::code).toList(),
                        "contentHash", hash));
    }

    /** Who decided, for which party, why, and by which reference of the authorities. */
    record Word(String decidedBy, String party, String reason, String approvalReference) {}

    void recordApproval(long broadcastId, String decision, String contentHash, Word word) {
        ledger.sql("insert-approval")
                .param("broadcastId", broadcastId)
                .param("decision", decision)
                .param("contentHash", contentHash)
                .param("decidedBy", word.decidedBy())
                .param("party", word.party())
                .param("reason", word.reason())
                .param("approvalReference", word.approvalReference())
                .param("now", ledger.now())
                .update();
    }

    /** Lets a broadcast send this content and nothing else, in the window, until it expires. */
    void permit(long broadcastId, Content content, String contentHash) {
        ledger.sql("insert-permit")
                .param("broadcastId", broadcastId)
                .param("contentHash", contentHash)
                .param("windowOpens", settings.window().opens())
                .param("windowCloses", settings.window().closes())
                .param("notBefore", content.sendAfter())
                .param("expiresAt", content.expiresAt())
                .update();
    }

    private void store(
            long broadcastId, Proposal proposal, BroadcastState state, List<Violation> reasons, String contentHash) {
        Alert alert = proposal.alert();
        Content content = proposal.content();
        Severity severity = Drafting.severity(alert);
        ledger.sql("store-decision")
                .param("broadcastId", broadcastId)
                .param("state", state.name())
                .param("reasons", ledger.toJson(reasons))
                .param("text", content.text())
                .param("signature", content.signature())
                .param("signatureBy", content.signatureBy())
                .param("billableSegments", content.billableSegments())
                .param("wireSegments", content.wireSegments())
                .param("sourceAddress", content.sourceAddress())
                .param("sendAfter", content.sendAfter())
                .param("finishBy", Ledger.stored(alert.finishBy()))
                .param("expiresAt", content.expiresAt())
                .param("priority", severity.priority())
                .param("colour", severity.colour())
                .param("uncertainPolicy", content.uncertainPolicy().name())
                .param("contentHash", contentHash)
                .param("approvalReference", proposal.approvalReference())
                .param("authorisationReference", alert.authorisationReference())
                .update();
    }

    /** What a broadcast comes to when the policies say this. */
    static BroadcastState state(Verdict.Outcome outcome) {
        return switch (outcome) {
            case ALLOWED -> BroadcastState.APPROVED;
            case NEEDS_PERSON, BLOCKED -> BroadcastState.PENDING_APPROVAL;
            case HELD -> BroadcastState.HELD;
            case REFUSED -> BroadcastState.REFUSED;
        };
    }
}
