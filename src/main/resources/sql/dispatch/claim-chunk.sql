-- Transaction A: PENDING → INTENT for as much of the chunk as may go now. Joins the permit: no permit, no claim.
WITH permitted AS (
    SELECT b.broadcast_id FROM broadcast b
    WHERE b.broadcast_id = :broadcastId AND b.state IN ('EXPANDING', 'SENDING')
      AND permit_refusal(b.broadcast_id, :now) IS NULL
), due AS (
    SELECT s.recipient_no, s.segment_no
    FROM permitted
    JOIN chunk c USING (broadcast_id)
    JOIN submission s ON s.broadcast_id = c.broadcast_id
                     AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no
    WHERE c.chunk_no = :chunkNo
      AND (s.state = 'PENDING' OR (s.state = 'RETRY_WAIT' AND s.state_at <= :now))
    ORDER BY s.recipient_no, s.segment_no
    LIMIT :room
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE submission s
SET state = 'INTENT', attempts = s.attempts + 1, port = :port, reason = NULL, state_at = :now
FROM due
JOIN recipient r ON r.broadcast_id = :broadcastId AND r.recipient_no = due.recipient_no
WHERE s.broadcast_id = :broadcastId AND s.recipient_no = due.recipient_no AND s.segment_no = due.segment_no
  AND s.state IN ('PENDING', 'RETRY_WAIT')
RETURNING s.recipient_no, s.segment_no, s.attempts, r.number_sealed
