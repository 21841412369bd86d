-- Segments whose receipt has not come for so long that it never will, a slice of 10,000. A late one is still taken.
WITH late AS (
    SELECT s.broadcast_id, s.recipient_no, s.segment_no
    FROM broadcast b
    JOIN submission s USING (broadcast_id)
    WHERE b.completed_at IS NULL
      AND EXISTS (SELECT FROM claim c
                  WHERE c.broadcast_id = b.broadcast_id AND c.claimed_at < CAST(:#${variable.tooOld} AS timestamptz))
      AND s.state IN ('SUBMITTED') AND s.state_at < CAST(:#${variable.tooOld} AS timestamptz)
    LIMIT 10000
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE submission s
SET state = 'NO_RECEIPT', state_at = CAST(:#${variable.now} AS timestamptz)
FROM late
WHERE s.broadcast_id = late.broadcast_id AND s.recipient_no = late.recipient_no AND s.segment_no = late.segment_no
  AND s.state IN ('SUBMITTED')
