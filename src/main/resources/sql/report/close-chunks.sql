-- Chunks of an ended broadcast in which nothing waits and nothing is under way any more.
UPDATE chunk
SET state = 'DONE'
FROM (SELECT c.broadcast_id, c.chunk_no
      FROM broadcast b
      JOIN chunk c USING (broadcast_id)
      WHERE b.state IN ('CANCELLED', 'EXPIRED', 'STOPPED') AND c.state <> 'DONE'
        AND NOT EXISTS (SELECT FROM submission s
                        WHERE s.broadcast_id = c.broadcast_id
                          AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no
                          AND s.state IN ('PENDING', 'RETRY_WAIT', 'INTENT'))
      ORDER BY c.broadcast_id, c.chunk_no
      LIMIT 50
      FOR UPDATE OF c SKIP LOCKED) closed
WHERE chunk.broadcast_id = closed.broadcast_id AND chunk.chunk_no = closed.chunk_no
