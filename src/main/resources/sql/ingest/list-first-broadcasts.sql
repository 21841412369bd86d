-- The broadcasts an alert made when it was accepted.
SELECT b.broadcast_id, b.kind
FROM broadcast b JOIN alert a USING (alert_id)
WHERE b.alert_id = :alertId AND a.first_state = 'RECEIVED' AND b.created_at = a.received_at
ORDER BY b.broadcast_id
