INSERT INTO uncertain_proposal (broadcast_id, decision, reason, segments, proposed_by, proposed_at)
VALUES (:broadcastId, 'resend', :reason, :segments, :account, :now)
ON CONFLICT (broadcast_id) DO UPDATE
SET reason = excluded.reason, segments = excluded.segments, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at
