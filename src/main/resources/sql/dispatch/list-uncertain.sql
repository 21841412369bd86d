-- What may have gone, by the port it may have gone through and why nobody knows.
SELECT s.port, s.reason, count(*) AS segments, min(s.state_at) AS since, max(s.resends) AS resends
FROM submission s
WHERE s.broadcast_id = :broadcastId AND s.state = 'UNCERTAIN'
GROUP BY s.port, s.reason
ORDER BY s.port, s.reason
