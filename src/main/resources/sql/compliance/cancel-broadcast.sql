-- What is all sent has nothing left to cancel.
WITH moved AS (
    UPDATE broadcast b
    SET state = 'CANCELLED', reasons = CAST(:reasons AS jsonb)
    WHERE b.broadcast_id = :broadcastId AND b.state <> 'SENT'
      AND EXISTS (SELECT FROM transition t
                  WHERE t.entity = 'broadcast' AND t.from_state = b.state AND t.to_state = 'CANCELLED')
    RETURNING b.broadcast_id
), ended AS (
    UPDATE permit p SET ended_at = :now FROM moved m WHERE p.broadcast_id = m.broadcast_id
)
SELECT broadcast_id FROM moved
