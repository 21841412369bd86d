-- Every broadcast of the event that an alert, or a broadcast, belongs to, before anything moves: rows first, the audit's lock last.
SELECT b.broadcast_id
FROM broadcast b
WHERE b.alert_id IN (
    SELECT t.alert_id
    FROM life_thread(coalesce(CAST(:alertId AS bigint),
                              (SELECT o.alert_id FROM broadcast o WHERE o.broadcast_id = CAST(:broadcastId AS bigint)))) t)
ORDER BY b.broadcast_id
FOR UPDATE
