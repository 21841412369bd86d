-- It works again: the alarm ends, and who was told of it is told of that.
WITH ended AS (
    UPDATE alarm SET ended_at = :now, ended_by = 'hub', end_reason = 'cause-gone'
    WHERE kind = 'port-out' AND subject = 'port:' || :port AND ended_at IS NULL
    RETURNING subject
)
SELECT announce('port-back', subject, '{}', 'hub', :now) FROM ended
