WITH made AS (
    INSERT INTO notice (broadcast_id, alarms, made_at) VALUES (:broadcastId, cardinality(CAST(:alarms AS bigint[])), :now)
    RETURNING notice_id
)
UPDATE alarm SET told_at = :now, notice_id = made.notice_id FROM made WHERE alarm_id = ANY (CAST(:alarms AS bigint[]))
