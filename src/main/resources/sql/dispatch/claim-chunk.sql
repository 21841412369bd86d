-- Transaction A: PENDING → INTENT for as much of the chunk as may go now. Joins the permit: no permit, no claim. By range
-- and row address, since the planner knows nothing of a table that is being filled.
WITH permitted AS MATERIALIZED (
    SELECT c.first_recipient_no AS first,
           -- as far as the money goes (C-27); whole-network broadcasts never stop for it
           CASE b.kind WHEN 'targeted' THEN reserve_budget(b.broadcast_id, c.chunk_no, :room, :now) ELSE c.last_recipient_no END AS last,
           b.expires_at, b.wire_segments, b.kind,
           -- what goes on the wire: the hub puts the signature in front unless the carrier does (C-05)
           CASE WHEN b.signature_by = 'hub' THEN b.signature || b.text ELSE b.text END AS text
    FROM broadcast b
    JOIN chunk c USING (broadcast_id)
    WHERE b.broadcast_id = :broadcastId AND c.chunk_no = :chunkNo AND b.state IN ('EXPANDING', 'SENDING')
      AND permit_refusal(b.broadcast_id, :now) IS NULL AND may_carry(b.broadcast_id, :port)
), claimed AS (
    UPDATE submission s
    SET state = 'INTENT', attempts = s.attempts + 1, port = :port, reason = NULL, state_at = :now
    WHERE s.ctid = ANY (ARRAY(
        SELECT due.ctid FROM submission due
        WHERE due.broadcast_id = :broadcastId
          AND due.recipient_no BETWEEN (SELECT first FROM permitted) AND (SELECT last FROM permitted)
          AND (due.state = 'PENDING' OR (due.state = 'RETRY_WAIT' AND due.state_at <= :now))
        ORDER BY due.recipient_no, due.segment_no
        LIMIT :room))
      AND s.state IN ('PENDING', 'RETRY_WAIT')
    RETURNING s.recipient_no, s.segment_no, s.attempts
), number AS MATERIALIZED (
    SELECT recipient_no, number_index, number_sealed FROM recipient
    WHERE broadcast_id = :broadcastId
      AND recipient_no BETWEEN (SELECT first FROM permitted) AND (SELECT last FROM permitted)
), noted AS (
    INSERT INTO claim (broadcast_id, chunk_no, port, segments, claimed_at)
    SELECT :broadcastId, :chunkNo, :port, count(*), :now FROM claimed HAVING count(*) > 0
    RETURNING claim_id
)
SELECT noted.claim_id, permitted.text, permitted.wire_segments, permitted.expires_at,
       claimed.recipient_no, claimed.segment_no, claimed.attempts, number.number_sealed,
       -- what the last guard before the wire holds against the port (Submit)
       CASE WHEN permitted.kind <> 'drill' THEN 'PUBLIC'
            WHEN EXISTS (SELECT FROM drill_number d WHERE d.number_index = number.number_index AND d.removed_at IS NULL)
                THEN 'DRILL'
            ELSE 'UNLISTED' END AS duty
FROM noted
CROSS JOIN permitted
CROSS JOIN claimed
JOIN number USING (recipient_no)
ORDER BY claimed.recipient_no, claimed.segment_no
