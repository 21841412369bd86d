SELECT raise_alarm(c.kind, c.subject, c.detail, :now)
FROM v_alarm_cause c
WHERE NOT EXISTS (SELECT FROM alarm a WHERE a.kind = c.kind AND a.subject = c.subject AND a.ended_at IS NULL)
