-- None of its references has come: it waits, says why, and tells the upstream system. Parked once.
WITH parked AS (
    INSERT INTO waiting_alert (alert_id, since, until) VALUES (:alertId, :now, :until)
    ON CONFLICT DO NOTHING
    RETURNING alert_id
), said AS (
    UPDATE alert a SET reasons = a.reasons || CAST(:reasons AS jsonb) FROM parked WHERE a.alert_id = parked.alert_id
    RETURNING a.alert_id, a.state, a.reasons
), audited AS (
    INSERT INTO audit (at, actor, action, subject, detail)
    SELECT :now, 'hub', 'parked', 'alert:' || alert_id, jsonb_build_object('until', CAST(:until AS timestamptz)) FROM said
)
INSERT INTO status_message (entity, alert_id, state, reasons, at)
SELECT 'alert', alert_id, state, reasons, :now FROM said
