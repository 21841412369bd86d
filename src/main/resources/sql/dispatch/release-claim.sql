-- A claim whose commit was not answered may stand, though nobody has its segments: they are PENDING again.
WITH released AS (
    UPDATE submission s
    SET state = 'PENDING', attempts = greatest(s.attempts - 1, 0), state_at = :now
    FROM chunk c
    WHERE c.broadcast_id = :broadcastId AND c.chunk_no = :chunkNo AND s.broadcast_id = c.broadcast_id
      AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no
      AND s.state = 'INTENT' AND s.port = :port AND s.state_at = :claimedAt
)
UPDATE claim SET answered_at = :now
WHERE broadcast_id = :broadcastId AND chunk_no = :chunkNo AND port = :port AND claimed_at = :claimedAt AND answered_at IS NULL
