SELECT broadcast_id, kind, audience
FROM broadcast
WHERE alert_id = :alertId AND state = 'RECEIVED'
ORDER BY broadcast_id
FOR UPDATE
