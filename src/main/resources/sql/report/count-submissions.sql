-- Segments by number and state, now.
SELECT segment_no, state::text AS state, count(*) AS segments
FROM submission
WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
GROUP BY segment_no, state
ORDER BY segment_no, state
