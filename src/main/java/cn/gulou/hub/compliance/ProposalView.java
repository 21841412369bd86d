package cn.gulou.hub.compliance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An order that waits for its second person, or waited, as people see it.
 *
 * @param state proposed, confirmed, rejected, lapsed
 * @param content without what is sealed in it
 * @param contentHash what a decision may bind itself to
 * @param result what carrying it out gave; only in the answer to who confirmed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalView(
        String proposalId,
        String action,
        String subject,
        String state,
        JsonNode content,
        String contentHash,
        String reason,
        String proposedBy,
        String proposedAt,
        String validUntil,
        String decidedBy,
        String decidedAt,
        String decisionReason,
        Object result) {

    ProposalView with(Object carriedOut) {
        return of(content, carriedOut);
    }

    /** Without the person it is about. */
    ProposalView withoutPerson() {
        return content instanceof ObjectNode shown && shown.has("person")
                ? of(shown.deepCopy().without("person"), result)
                : this;
    }

    private ProposalView of(JsonNode shown, Object carriedOut) {
        return new ProposalView(
                proposalId,
                action,
                subject,
                state,
                shown,
                contentHash,
                reason,
                proposedBy,
                proposedAt,
                validUntil,
                decidedBy,
                decidedAt,
                decisionReason,
                carriedOut);
    }
}
