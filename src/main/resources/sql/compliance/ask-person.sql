-- What has been parked too long: a person decides (POST /api/alerts/{alertId}/decision). It still is found when it comes.
WITH overdue AS (
    UPDATE waiting_alert w SET asked_at = :#${variable.now}
    WHERE w.asked_at IS NULL AND w.until <= :#${variable.now}
    RETURNING w.alert_id
), moved AS (
    UPDATE alert a
    SET state = 'QUARANTINED',
        reasons = a.reasons || CAST('[{"code": "reference-overdue", "where": "", "zh": "所引用的预警逾时未到，请审批人决定是否放行或拒绝。", "en": "What it refers to has not come in time: an approver accepts or refuses it."}]' AS jsonb)
    FROM overdue
    WHERE a.alert_id = overdue.alert_id AND a.state = 'RECEIVED'
    RETURNING a.alert_id, a.message_type
)
SELECT raise_alarm('reference-unknown', 'alert:' || alert_id, jsonb_build_object('messageType', message_type),
                   CAST(:#${variable.now} AS timestamptz))
FROM moved
