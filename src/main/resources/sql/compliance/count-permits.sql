-- Whether something of an alert was approved: only then it takes the place of what it updates.
SELECT count(*)::int FROM broadcast JOIN permit USING (broadcast_id) WHERE alert_id = :alertId
