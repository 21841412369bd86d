INSERT INTO approval (broadcast_id, decision, content_hash, decided_by, party, reason, approval_reference, decided_at)
VALUES (:broadcastId, :decision, :contentHash, :decidedBy, :party, :reason, :approvalReference, :now)
