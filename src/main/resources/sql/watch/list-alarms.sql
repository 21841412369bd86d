SELECT a.alarm_id, a.kind, CASE WHEN a.escalations > 0 THEN 'critical' ELSE k.severity END AS severity, k.owner, k.ends_by,
       a.subject, k.words_zh, k.words_en, a.detail::text AS detail, a.raised_at, a.due_at, a.told_at, a.untold_at,
       a.escalated_at, a.acknowledged_at, a.acknowledged_by, a.ended_at, a.ended_by, a.end_reason
FROM alarm a JOIN alarm_kind k USING (kind)
WHERE (CAST(:alarmId AS bigint) IS NULL OR a.alarm_id = :alarmId)
  AND (CAST(:state AS text) IS NULL OR (:state = 'open') = (a.ended_at IS NULL))
ORDER BY a.alarm_id DESC
LIMIT :most OFFSET :skipped
