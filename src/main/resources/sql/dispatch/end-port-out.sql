-- It works again, or a person has stopped it: who was told that it is out is told that it is back.
WITH told AS MATERIALIZED (
    SELECT kind FROM announcement WHERE subject = 'port:' || :port AND kind IN ('port-out', 'port-back')
    ORDER BY announcement_id DESC LIMIT 1
)
SELECT announce('port-back', 'port:' || :port, '{}', 'hub', :now) FROM told WHERE kind = 'port-out' AND :working
