UPDATE broadcast SET state = 'REFUSED', reasons = CAST(:reasons AS jsonb) WHERE alert_id = :alertId AND state = 'RECEIVED'
