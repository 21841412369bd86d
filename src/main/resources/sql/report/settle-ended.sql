-- What an ended broadcast will never send, a slice of 50 chunks (10,000 segments of two-segment texts). Rows that a claim holds are left for
-- the next round.
WITH slice AS (
    SELECT c.broadcast_id, c.first_recipient_no, c.last_recipient_no, b.state
    FROM broadcast b
    JOIN chunk c USING (broadcast_id)
    WHERE b.state IN ('CANCELLED', 'EXPIRED', 'STOPPED') AND c.state <> 'DONE'
    ORDER BY c.broadcast_id, c.chunk_no
    LIMIT 50
), waiting AS (
    SELECT s.broadcast_id, s.recipient_no, s.segment_no, slice.state
    FROM slice
    JOIN submission s ON s.broadcast_id = slice.broadcast_id
                     AND s.recipient_no BETWEEN slice.first_recipient_no AND slice.last_recipient_no
    WHERE s.state IN ('PENDING', 'RETRY_WAIT')
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE submission s
SET state = CAST(CASE waiting.state WHEN 'EXPIRED' THEN 'EXPIRED' ELSE 'CANCELLED' END AS submission_state),
    reason = coalesce(s.reason, lower(waiting.state)),
    state_at = CAST(:#${variable.now} AS timestamptz)
FROM waiting
WHERE s.broadcast_id = waiting.broadcast_id AND s.recipient_no = waiting.recipient_no
  AND s.segment_no = waiting.segment_no AND s.state IN ('PENDING', 'RETRY_WAIT')
