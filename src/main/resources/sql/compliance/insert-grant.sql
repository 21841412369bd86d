INSERT INTO send_grant (kind, broadcast_id, event_type, colour, valid_from, valid_until, reference, granted_by)
VALUES (:kind, :broadcastId, :eventType, :colour, :validFrom, :validUntil, :reference, :grantedBy)
ON CONFLICT (reference) DO NOTHING
RETURNING *
