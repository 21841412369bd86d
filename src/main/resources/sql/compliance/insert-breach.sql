-- The clock runs from when it was found; the alarm and the register say the same.
WITH found AS (
    INSERT INTO breach (broadcast_id, description, found_by, found_at, due_at)
    SELECT :broadcastId, :description, :account, CAST(:foundAt AS timestamptz), CAST(:foundAt AS timestamptz) + k.clock
    FROM alarm_kind k
    WHERE k.kind = 'breach'
    ON CONFLICT (broadcast_id) WHERE reported_at IS NULL DO NOTHING
    RETURNING breach_id, broadcast_id, found_at
)
SELECT f.breach_id
FROM found f
CROSS JOIN LATERAL raise_alarm('breach', 'breach:' || f.breach_id, jsonb_build_object('broadcastId', f.broadcast_id), f.found_at)
