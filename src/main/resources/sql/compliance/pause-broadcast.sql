WITH moved AS (
    UPDATE broadcast b
    SET state = 'PAUSED', reasons = CAST(:reasons AS jsonb)
    WHERE b.broadcast_id = :broadcastId
      AND EXISTS (SELECT FROM transition t
                  WHERE t.entity = 'broadcast' AND t.from_state = b.state AND t.to_state = 'PAUSED')
    RETURNING b.broadcast_id
), paused AS (
    UPDATE permit p SET paused_at = :now FROM moved m WHERE p.broadcast_id = m.broadcast_id
)
SELECT broadcast_id FROM moved
