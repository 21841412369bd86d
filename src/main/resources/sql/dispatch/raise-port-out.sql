-- A port has been out for longer than a blink: once, an alarm and word to party A (C-17).
SELECT announce('port-out', 'port:' || :port, jsonb_build_object('why', CAST(:why AS text)), 'hub', :now),
       raise_alarm('port-out', 'port:' || :port, jsonb_build_object('why', CAST(:why AS text)), :now)
WHERE NOT EXISTS (SELECT FROM alarm WHERE kind = 'port-out' AND subject = 'port:' || :port AND ended_at IS NULL)
