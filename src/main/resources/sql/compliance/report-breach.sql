-- That it was reported ends its alarms.
WITH reported AS (
    UPDATE breach
    SET reported_at = :reportedAt, reported_to = :to, report_reference = :reference, reported_by = :account
    WHERE breach_id = :breachId AND reported_at IS NULL
    RETURNING breach_id
), ended AS (
    UPDATE alarm a
    SET ended_at = :now, ended_by = :account, end_reason = 'reported'
    FROM reported r
    WHERE a.subject = 'breach:' || r.breach_id AND a.ended_at IS NULL
)
SELECT breach_id FROM reported
