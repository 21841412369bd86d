-- A port has been out for longer than a blink: party A is told, once (C-17). Whose duty the port is, is called by tell-ports.
WITH told AS MATERIALIZED (
    SELECT kind FROM announcement WHERE subject = 'port:' || :port AND kind IN ('port-out', 'port-back')
    ORDER BY announcement_id DESC LIMIT 1
)
SELECT announce('port-out', 'port:' || :port, jsonb_build_object('why', CAST(:why AS text)), 'hub', :now)
WHERE NOT EXISTS (SELECT FROM told WHERE kind = 'port-out')
