UPDATE alert
SET state = :state, reasons = reasons || CAST(:reasons AS jsonb)
WHERE alert_id = :alertId AND state IN ('RECEIVED', 'QUARANTINED')
