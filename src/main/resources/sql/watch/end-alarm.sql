UPDATE alarm SET ended_at = :now, ended_by = :account, end_reason = :reason
WHERE alarm_id = :alarmId AND ended_at IS NULL
