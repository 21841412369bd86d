-- At start: what was claimed and never answered may have gone. Nobody sends it again but by policy or a person's word.
WITH doubtful AS (
    UPDATE submission SET state = 'UNCERTAIN', reason = 'hub-stopped', state_at = :now WHERE state = 'INTENT'
    RETURNING broadcast_id, recipient_no
), marked AS (
    INSERT INTO uncertain (broadcast_id, chunk_no, due_at)
    SELECT DISTINCT d.broadcast_id, c.chunk_no, :now::timestamptz
    FROM doubtful d
    JOIN chunk c ON c.broadcast_id = d.broadcast_id AND d.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no
)
SELECT count(*) FROM doubtful
