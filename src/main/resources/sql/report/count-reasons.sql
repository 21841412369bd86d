-- Why segments were not delivered or not sent: by state and reason, most frequent first.
SELECT state::text AS state, coalesce(reason, replace(lower(state::text), '_', '-')) AS reason, count(*) AS segments
FROM submission
WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
  AND state IN ('UNDELIVERED', 'REJECTED', 'NO_RECEIPT', 'ABANDONED', 'SUPPRESSED', 'CANCELLED', 'EXPIRED', 'BUDGET_STOP')
GROUP BY 1, 2
ORDER BY segments DESC, 2
