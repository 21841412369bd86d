-- The token is used up: the chunk waits for another while something of it is still to go, else it is done. An answer that
-- wakes the chunk meanwhile has made it WAITING: that stands.
UPDATE chunk c
SET state = CASE WHEN rest.open > 0 THEN 'WAITING' ELSE 'DONE' END,
    due_at = CASE WHEN rest.pending = 0 THEN rest.due_at END
FROM (
    SELECT count(*) AS open, count(*) FILTER (WHERE s.state = 'PENDING') AS pending, min(s.state_at) AS due_at
    FROM chunk k
    JOIN submission s ON s.broadcast_id = k.broadcast_id
                     AND s.recipient_no BETWEEN k.first_recipient_no AND k.last_recipient_no
    WHERE k.broadcast_id = :broadcastId AND k.chunk_no = :chunkNo AND s.state IN ('PENDING', 'RETRY_WAIT')
) AS rest
WHERE c.broadcast_id = :broadcastId AND c.chunk_no = :chunkNo AND c.state = 'QUEUED'
