UPDATE broadcast
SET state = :state, reasons = CAST(:reasons AS jsonb), text = nullif(:text, ''), signature = :signature,
    signature_by = :signatureBy, billable_segments = :billableSegments, wire_segments = :wireSegments,
    source_address = :sourceAddress, send_after = :sendAfter, finish_by = :finishBy, expires_at = :expiresAt,
    window_opens = :windowOpens, window_closes = :windowCloses, opt_out_override = :optOutOverride,
    priority = :priority, colour = :colour, uncertain_policy = :uncertainPolicy, content_hash = :contentHash,
    approval_reference = :approvalReference, authorisation_reference = :authorisationReference,
    template = :template, signature_consent = nullif(:signatureConsent, '')
WHERE broadcast_id = :broadcastId AND state = 'RECEIVED'
