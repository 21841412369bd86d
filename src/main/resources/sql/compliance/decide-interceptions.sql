UPDATE interception
SET decision = :decision, decided_by = :account, decided_at = :now, reason = :reason
WHERE broadcast_id = :broadcastId AND decision IS NULL
