SELECT b.breach_id, b.broadcast_id, b.description, b.found_by, beijing(b.found_at) AS found_at, beijing(b.due_at) AS due_at,
       CASE WHEN b.reported_at IS NULL THEN greatest(0, CAST(ceil(extract(epoch FROM b.due_at - :now)) AS bigint)) END AS seconds_left,
       coalesce(b.reported_at, CAST(:now AS timestamptz)) > b.due_at AS overdue,
       beijing(b.reported_at) AS reported_at, b.reported_to, b.reported_by, b.report_reference
FROM breach b
WHERE (NOT :open OR b.reported_at IS NULL)
  AND (CAST(:breachId AS bigint) IS NULL OR b.breach_id = :breachId)
ORDER BY b.breach_id DESC
