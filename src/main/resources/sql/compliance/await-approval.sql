-- One approval more, and not enough yet.
UPDATE broadcast
SET reasons = CAST(:reasons AS jsonb), uncertain_policy = :uncertainPolicy, content_hash = :contentHash,
    approval_reference = :approvalReference, authorisation_reference = :authorisationReference, template = :template
WHERE broadcast_id = :broadcastId AND state = 'PENDING_APPROVAL'
