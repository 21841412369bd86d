-- Not reported within the hour: whoever is above the operator is called, once.
WITH overdue AS (
    UPDATE breach
    SET escalated_at = :#${variable.now}
    WHERE reported_at IS NULL AND escalated_at IS NULL AND due_at <= :#${variable.now}
    RETURNING breach_id, broadcast_id, due_at
), noted AS (
    INSERT INTO audit (at, actor, action, subject, detail)
    SELECT CAST(:#${variable.now} AS timestamptz), 'hub', 'breach-overdue', 'breach:' || breach_id,
           jsonb_build_object('broadcastId', broadcast_id, 'dueAt', due_at)
    FROM overdue
)
SELECT raise_alarm('breach-overdue', 'breach:' || breach_id, jsonb_build_object('broadcastId', broadcast_id), :#${variable.now})
FROM overdue
