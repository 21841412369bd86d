-- Transaction B: every answer that came, of any claim of one port. What is to go again wakes its chunk. An answer to what was
-- given up still counts: the carrier took it, or a refusal says that it did not take that very copy; of another copy, sent on a
-- person's or the policy's word, a refusal says nothing.
WITH outcome AS (
    SELECT * FROM unnest(:claims::bigint[], :broadcasts::bigint[], :chunks::int[], :recipients::int[], :parts::smallint[],
                         :states::text[], :messageIds::text[], :reasons::text[], :times::timestamptz[], :givenUp::timestamptz[])
        AS o (claim_id, broadcast_id, chunk_no, recipient_no, segment_no, state, message_id, reason, at, given_up)
), stored AS (
    UPDATE submission s
    SET state = o.state::submission_state, reason = o.reason, state_at = o.at,
        attempts = CASE WHEN o.state = 'PENDING' THEN greatest(s.attempts - 1, 0) ELSE s.attempts END
    FROM outcome o
    WHERE s.broadcast_id = o.broadcast_id AND s.recipient_no = o.recipient_no AND s.segment_no = o.segment_no
      AND (s.state = 'INTENT' AND (o.given_up IS NULL OR o.state = 'SUBMITTED')
           OR s.state = 'UNCERTAIN' AND (o.given_up IS NOT NULL AND o.state = 'SUBMITTED' OR s.state_at = o.given_up))
    RETURNING s.broadcast_id, s.state, o.given_up
), reopened AS (
    UPDATE broadcast b SET state = 'SENDING', completed_at = NULL
    WHERE b.broadcast_id IN (SELECT broadcast_id FROM stored
                             WHERE given_up IS NOT NULL AND state IN ('PENDING', 'RETRY_WAIT'))
      AND b.state = 'SENT'
), doubtful AS (
    INSERT INTO uncertain (broadcast_id, chunk_no, due_at)
    SELECT DISTINCT broadcast_id, chunk_no, :now::timestamptz FROM outcome WHERE state = 'UNCERTAIN'
), answered AS (
    UPDATE claim SET answered_at = :now WHERE claim_id IN (SELECT claim_id FROM outcome)
), woken AS (
    UPDATE chunk c SET state = 'WAITING', due_at = again.due_at
    FROM (SELECT broadcast_id, chunk_no, CASE WHEN bool_and(state = 'RETRY_WAIT') THEN min(at) END AS due_at
          FROM outcome WHERE state IN ('PENDING', 'RETRY_WAIT') GROUP BY broadcast_id, chunk_no) AS again
    WHERE c.broadcast_id = again.broadcast_id AND c.chunk_no = again.chunk_no
)
INSERT INTO message (carrier, message_id, broadcast_id, recipient_no, segment_no, submitted_at)
SELECT :carrier, message_id, broadcast_id, recipient_no, segment_no, at FROM outcome WHERE state = 'SUBMITTED'
