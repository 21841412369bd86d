-- After a restart: the refusals of a broadcast from before it, by reason, and how many of them came since the carrier last
-- took a segment. Nothing for a broadcast that this hub began.
SELECT s.reason, count(*) AS refused,
       count(*) FILTER (WHERE s.state_at > last.at) AS in_a_row,
       coalesce(min(s.state_at) FILTER (WHERE s.state_at > last.at), max(s.state_at)) AS since
FROM submission s
CROSS JOIN (SELECT coalesce(max(submitted_at), '-infinity') AS at FROM message WHERE broadcast_id = :broadcastId) AS last
WHERE s.broadcast_id = :broadcastId AND s.state = 'REJECTED' AND s.reason LIKE 'smpp-0x%' AND s.state_at < :before
  AND EXISTS (SELECT FROM claim WHERE broadcast_id = :broadcastId AND claimed_at < :before)
GROUP BY s.reason
