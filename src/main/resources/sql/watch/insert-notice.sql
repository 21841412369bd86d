-- Nobody is told yet: settle-notices says when somebody is.
WITH made AS (
    INSERT INTO notice (broadcast_id, alarms, made_at) VALUES (:broadcastId, cardinality(CAST(:alarms AS bigint[])), :now)
    RETURNING notice_id
)
UPDATE alarm SET notice_id = made.notice_id FROM made WHERE alarm_id = ANY (CAST(:alarms AS bigint[]))
