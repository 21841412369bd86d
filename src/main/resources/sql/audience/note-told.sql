-- Whose recipients were told, one broadcast after the other on one scale of keys.
INSERT INTO told_of (broadcast_id, of_broadcast_id, first_key, recipients)
SELECT b.broadcast_id, old.broadcast_id, sum(size.n) OVER (ORDER BY old.broadcast_id) - size.n, size.n
FROM broadcast b
CROSS JOIN LATERAL told_broadcasts(b.broadcast_id) AS old (broadcast_id)
CROSS JOIN LATERAL (SELECT coalesce(max(r.recipient_no) + 1, 0) AS n FROM recipient r
                    WHERE r.broadcast_id = old.broadcast_id) AS size
WHERE b.broadcast_id = :broadcastId AND b.state = 'EXPANDING' AND b.audience ->> 'only' = 'told'
ON CONFLICT DO NOTHING
