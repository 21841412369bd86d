package cn.gulou.hub.compliance;

import java.time.OffsetDateTime;

/**
 * What an approval binds, beside kind and audience: change any of it and the approval is stale (C-04).
 *
 * @param text without signature; empty when there is none
 * @param signature put in front of the text once (C-05)
 * @param signatureBy hub or carrier: who puts it there; null when no port would
 * @param billableSegments as the contract counts (C-06)
 * @param wireSegments as the hub submits: one when every port sends long texts whole
 * @param sourceAddress short code it goes out under; null when none is set for its kind
 * @param expiresAt null when there is neither an expires nor a default validity
 * @param window in which it is sent (C-11)
 * @param optOutOverride whether it goes to people who declined, too (C-09)
 */
record Content(
        String text,
        String signature,
        String signatureBy,
        int billableSegments,
        int wireSegments,
        String sourceAddress,
        OffsetDateTime sendAfter,
        OffsetDateTime finishBy,
        OffsetDateTime expiresAt,
        ComplianceSettings.Window window,
        UncertainPolicy uncertainPolicy,
        boolean optOutOverride) {

    Content with(UncertainPolicy other) {
        return new Content(
                text,
                signature,
                signatureBy,
                billableSegments,
                wireSegments,
                sourceAddress,
                sendAfter,
                finishBy,
                expiresAt,
                window,
                other,
                optOutOverride);
    }
}
