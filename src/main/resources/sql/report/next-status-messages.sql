-- The oldest words not yet sent. The lock keeps two hubs from sending out of order; a broadcast's words are numbered in
-- the order of its moves.
SELECT m.status_id, m.entity, m.alert_id, a.identifier, a.purpose, m.broadcast_id, m.state, m.reasons::text AS reasons, m.at
FROM status_message m
JOIN alert a USING (alert_id)
WHERE m.sent_at IS NULL
ORDER BY m.status_id
LIMIT 100
FOR UPDATE OF m
