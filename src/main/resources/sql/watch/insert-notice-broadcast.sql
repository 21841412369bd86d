INSERT INTO broadcast (alert_id, kind, carried_by, state, source_address, text, signature, signature_by, billable_segments,
                       wire_segments, priority, expires_at, audience, uncertain_policy, content_hash, approval_reference, created_at)
VALUES (:alertId, 'duty', :carriedBy, 'APPROVED', :sourceAddress, :text, :signature, :signatureBy, :segments, :segments, 9, :expiresAt,
        CAST(:audience AS jsonb), 'HOLD', :contentHash, 'DUTY', :now)
RETURNING broadcast_id
