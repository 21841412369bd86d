SELECT count(*)::int FROM broadcast WHERE alert_id = :alertId AND state IN ('EXPIRED', 'CANCELLED')
