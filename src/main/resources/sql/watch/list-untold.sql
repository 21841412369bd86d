-- Two looks at once make one notice: the rows are locked.
SELECT a.alarm_id, k.words_zh, a.subject, a.escalations > 0 AS overdue
FROM alarm a JOIN alarm_kind k USING (kind)
WHERE a.ended_at IS NULL AND a.told_at IS NULL AND a.notice_id IS NULL AND (k.tell OR a.escalations > 0)
ORDER BY a.escalations DESC, k.severity = 'critical' DESC, a.alarm_id
FOR UPDATE OF a
