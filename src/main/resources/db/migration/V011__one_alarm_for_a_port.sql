-- One cause, one alarm: port-fault and port-unbound call the engineer, in a guarantee period sooner (C-16).
UPDATE alarm SET ended_at = now(), ended_by = 'hub', end_reason = 'port-fault and port-unbound say it'
WHERE kind = 'guarantee-port-out' AND ended_at IS NULL;
DELETE FROM alarm_kind WHERE kind = 'guarantee-port-out'
    AND NOT EXISTS (SELECT FROM alarm a WHERE a.kind = alarm_kind.kind);
