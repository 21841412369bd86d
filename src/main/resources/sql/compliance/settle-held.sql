UPDATE broadcast
SET state = :state, reasons = CAST(:reasons AS jsonb)
WHERE broadcast_id = :broadcastId AND state = 'HELD'
