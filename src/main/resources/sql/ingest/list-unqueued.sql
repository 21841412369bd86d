-- Stored but never queued: the hub fell between the two.
SELECT alert_id FROM alert
WHERE state = 'RECEIVED' AND queued_at IS NULL AND received_at < :before
ORDER BY alert_id LIMIT 1000
