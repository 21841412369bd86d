SELECT a.alert_id, a.source, a.state, a.model, a.received_at, a.purpose, w.alert_id IS NOT NULL AS waiting
FROM alert a
LEFT JOIN waiting_alert w USING (alert_id)
WHERE a.alert_id = :alertId
FOR UPDATE OF a
