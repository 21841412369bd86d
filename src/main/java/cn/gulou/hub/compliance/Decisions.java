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
    private final InterceptionLog interceptions;

    Decisions(Ledger ledger, ComplianceSettings settings, InterceptionLog interceptions) {
        this.ledger = ledger;
        this.settings = settings;
        this.interceptions = interceptions;
    }

    /** Stores the proposal with the policies' decision; what they allow is approved as its source's standing approval. */
    BroadcastState store(long broadcastId, Proposal proposal, Policies.Judgement judgement) {
        BroadcastState state = state(judgement.outcome());
        List<Violation> reasons = judgement.reasonsFrom(Verdict.Outcome.NEEDS_PERSON);
        String hash = ContentHash.of(proposal.kind(), proposal.audience(), proposal.content());
        store(broadcastId, proposal, state, reasons, hash);
        record(broadcastId, proposal, judgement, hash);
        if (state == BroadcastState.APPROVED) {
            Source source = proposal.source();
            recordApproval(
                    broadcastId,
                    "approve",
                    hash,
                    new Word(source.name(), source.party(), "unattended (C-03a)", proposal.approvalReference()));
            permit(broadcastId, proposal.content(), hash);
            askForReview(broadcastId, proposal);
        }
        return state;
    }

    /** What every policy that did not simply allow it said, and how many were asked (I7); and what was found prohibited. */
    private void record(long broadcastId, Proposal proposal, Policies.Judgement judgement, String hash) {
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
        if (!proposal.wording().prohibited().isEmpty()) {
            interceptions.log(broadcastId, proposal.wording().prohibited());
        }
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
                .param("windowOpens", content.window().opens())
                .param("windowCloses", content.window().closes())
                .param("notBefore", content.sendAfter())
                .param("expiresAt", content.expiresAt())
                .update();
        if (content.optOutOverride()) {
            ledger.audit("hub", "opt-outs-overridden", "broadcast:" + broadcastId, Map.of("clause", "C-09"));
        }
    }

    /** Red and orange that went out without a person are looked at by one after (C-03a). */
    private void askForReview(long broadcastId, Proposal proposal) {
        if (Drafting.severity(proposal.alert()).urgent()) {
            ledger.raise(
                    "review-after",
                    "broadcast:" + broadcastId,
                    Map.of("source", proposal.source().name()));
        }
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
                .param("finishBy", content.finishBy())
                .param("expiresAt", content.expiresAt())
                .param("priority", severity.priority())
                .param("colour", severity.colour())
                .param("windowOpens", content.window().opens())
                .param("windowCloses", content.window().closes())
                .param("uncertainPolicy", content.uncertainPolicy().name())
                .param("optOutOverride", content.optOutOverride())
                .param("contentHash", contentHash)
                .param("approvalReference", proposal.approvalReference())
                .param("authorisationReference", proposal.authorisationReference())
                .param("template", proposal.wording().template())
                .param("signatureConsent", settings.signatureConsent())
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
