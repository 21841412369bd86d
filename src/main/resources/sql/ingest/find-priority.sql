-- What publishes nothing, a Cancel above all, is as urgent as what it may be about.
SELECT coalesce((SELECT max(b.priority) FROM broadcast b WHERE b.alert_id = :alertId), 9)
