-- Only what the same sender issued, and only what is not all sent.
WITH cancelled AS (
    UPDATE broadcast b
    SET state = 'CANCELLED', reasons = CAST(:reasons AS jsonb)
    FROM alert a
    WHERE a.alert_id = b.alert_id AND a.sender = :sender AND a.identifier = :identifier AND a.alert_id <> :alertId
      AND (a.source = :source OR :unattended)
      AND b.state <> 'SENT'
      AND EXISTS (SELECT FROM transition t
                  WHERE t.entity = 'broadcast' AND t.from_state = b.state AND t.to_state = 'CANCELLED')
    RETURNING b.broadcast_id
), ended AS (
    UPDATE permit p SET ended_at = :now FROM cancelled c WHERE p.broadcast_id = c.broadcast_id
)
SELECT broadcast_id FROM cancelled
