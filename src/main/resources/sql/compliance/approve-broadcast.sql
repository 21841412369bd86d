UPDATE broadcast
SET state = 'APPROVED', reasons = '[]', uncertain_policy = :uncertainPolicy, content_hash = :contentHash,
    approval_reference = :approvalReference, authorisation_reference = :authorisationReference, template = :template
WHERE broadcast_id = :broadcastId AND state = 'PENDING_APPROVAL'
