-- The token is used up: the chunk waits for another while something of it is still to go, else it is done. An answer that
-- wakes the chunk meanwhile has made it WAITING: that stands.
WITH range AS MATERIALIZED (
    SELECT first_recipient_no AS first, last_recipient_no AS last FROM chunk
    WHERE broadcast_id = :broadcastId AND chunk_no = :chunkNo
), rest AS MATERIALIZED (
    SELECT count(*) AS open, count(*) FILTER (WHERE s.state = 'PENDING') AS pending, min(s.state_at) AS due_at
    FROM submission s
    WHERE s.broadcast_id = :broadcastId
      AND s.recipient_no BETWEEN (SELECT first FROM range) AND (SELECT last FROM range)
      AND s.state IN ('PENDING', 'RETRY_WAIT')
)
UPDATE chunk c
SET state = CASE WHEN rest.open > 0 THEN 'WAITING' ELSE 'DONE' END,
    due_at = CASE WHEN rest.pending = 0 THEN rest.due_at END
FROM rest
WHERE c.broadcast_id = :broadcastId AND c.chunk_no = :chunkNo AND c.state = 'QUEUED'
