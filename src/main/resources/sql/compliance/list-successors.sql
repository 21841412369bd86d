-- The updates and cancels that take this alert's place, whenever they came, oldest first.
SELECT a.alert_id, a.state, a.message_type
FROM life_thread(:alertId) t
JOIN alert a USING (alert_id)
WHERE t.alert_id <> :alertId
  AND (a.state IN ('RECEIVED', 'ACCEPTED', 'SUPERSEDED')
       OR (a.state = 'QUARANTINED' AND EXISTS (SELECT FROM waiting_alert w WHERE w.alert_id = a.alert_id)))
  AND :alertId IN (SELECT life_targets(a.alert_id))
ORDER BY a.sent_at, a.alert_id
