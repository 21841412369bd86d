-- It works again, or a person has stopped it: the alarm ends, and who was told that it is out is told that it is back.
WITH ended AS (
    UPDATE alarm SET ended_at = :now, ended_by = 'hub', end_reason = 'cause-gone'
    WHERE kind = 'guarantee-port-out' AND subject = 'port:' || :port AND ended_at IS NULL
), told AS MATERIALIZED (
    SELECT kind FROM announcement WHERE subject = 'port:' || :port AND kind IN ('port-out', 'port-back')
    ORDER BY announcement_id DESC LIMIT 1
)
SELECT announce('port-back', 'port:' || :port, '{}', 'hub', :now) FROM told WHERE kind = 'port-out' AND :working
