SELECT k.owner, k.ends_by, a.ended_at IS NOT NULL AS ended, a.acknowledged_by
FROM alarm a JOIN alarm_kind k USING (kind)
WHERE a.alarm_id = :alarmId
FOR UPDATE OF a
