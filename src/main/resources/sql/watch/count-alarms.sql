SELECT k.kind, s.severity, count(a.alarm_id) AS alarms
FROM alarm_kind k
CROSS JOIN (VALUES ('warning'), ('critical')) AS s (severity)
LEFT JOIN alarm a ON a.kind = k.kind AND a.ended_at IS NULL
                 AND s.severity = CASE WHEN a.escalations > 0 THEN 'critical' ELSE k.severity END
WHERE s.severity = k.severity OR s.severity = 'critical'
GROUP BY k.kind, s.severity
