-- An Update or a Cancel takes the place of what it refers to: of every such broadcast nothing is sent from now on. What is not
-- all sent is cancelled; what is all sent keeps its state and can never be sent again. How many were stopped.
WITH target AS MATERIALIZED (
    SELECT t.alert_id FROM life_targets(:alertId) AS t (alert_id)
), stopped AS (
    UPDATE broadcast b
    SET state = 'CANCELLED', reasons = CAST(:reasons AS jsonb), superseded_by = :alertId
    FROM target
    WHERE b.alert_id = target.alert_id AND b.state <> 'SENT'
      AND EXISTS (SELECT FROM transition t
                  WHERE t.entity = 'broadcast' AND t.from_state = b.state AND t.to_state = 'CANCELLED')
    RETURNING b.broadcast_id
), kept AS (
    UPDATE broadcast b
    SET superseded_by = :alertId
    FROM target
    WHERE b.alert_id = target.alert_id AND b.state IN ('SENT', 'COMPLETED') AND b.superseded_by IS NULL
    RETURNING b.broadcast_id
), ended AS (
    UPDATE permit p SET ended_at = coalesce(p.ended_at, :now)
    WHERE p.broadcast_id IN (SELECT broadcast_id FROM stopped UNION ALL SELECT broadcast_id FROM kept)
), replaced AS (
    UPDATE alert a SET state = 'SUPERSEDED', reasons = a.reasons || CAST(:reasons AS jsonb)
    FROM target
    WHERE a.alert_id = target.alert_id AND a.state = 'ACCEPTED'
)
SELECT count(*)::int FROM stopped
