-- Chunks that may go and have no token yet, up to :queuedChunks tokens a broadcast: few, so that pause and priority act
-- at once.
WITH open AS (
    SELECT b.broadcast_id, coalesce(b.carried_by, b.kind) AS kind, b.source_address, b.priority,
           greatest(0, :queuedChunks - (SELECT count(*) FROM chunk c
                                        WHERE c.broadcast_id = b.broadcast_id AND c.state = 'QUEUED')) AS room
    FROM broadcast b
    WHERE b.state IN ('EXPANDING', 'SENDING') AND permit_refusal(b.broadcast_id, :now) IS NULL
), taken AS (
    SELECT waiting.*
    FROM open
    CROSS JOIN LATERAL (
        SELECT c.broadcast_id, c.chunk_no FROM chunk c
        WHERE c.broadcast_id = open.broadcast_id AND c.state = 'WAITING' AND (c.due_at IS NULL OR c.due_at <= :now)
        ORDER BY c.chunk_no LIMIT open.room FOR UPDATE SKIP LOCKED) AS waiting
)
UPDATE chunk c SET state = 'QUEUED', due_at = NULL
FROM taken JOIN open USING (broadcast_id)
WHERE c.broadcast_id = taken.broadcast_id AND c.chunk_no = taken.chunk_no AND c.state = 'WAITING'
RETURNING c.broadcast_id, c.chunk_no, open.kind, open.source_address, open.priority
