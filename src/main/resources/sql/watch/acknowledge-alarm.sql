UPDATE alarm SET acknowledged_at = :now, acknowledged_by = :account
WHERE alarm_id = :alarmId AND acknowledged_at IS NULL AND ended_at IS NULL
