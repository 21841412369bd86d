INSERT INTO interception (broadcast_id, term, class, starts_at, ends_at, found_at)
VALUES (:broadcastId, :term, :class, :start, :end, :now)
ON CONFLICT DO NOTHING
