-- It waits no longer: its reason to wait goes, and the alarm ends.
WITH unparked AS (
    DELETE FROM waiting_alert WHERE alert_id = :alertId RETURNING alert_id
), said AS (
    UPDATE alert a
    SET reasons = coalesce((SELECT jsonb_agg(r) FROM jsonb_array_elements(a.reasons) AS r
                            WHERE r ->> 'code' NOT IN ('reference-unknown', 'reference-overdue')), '[]')
    FROM unparked
    WHERE a.alert_id = unparked.alert_id
)
SELECT end_alarm('reference-unknown', 'alert:' || alert_id, :account, 'decided', :now)::text FROM unparked
