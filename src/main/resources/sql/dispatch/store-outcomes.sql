-- Transaction B: every answer of one claim at once.
WITH outcome AS (
    SELECT * FROM unnest(:recipients::int[], :parts::smallint[], :states::text[], :messageIds::text[], :reasons::text[],
                         :times::timestamptz[])
        AS o (recipient_no, segment_no, state, message_id, reason, at)
), stored AS (
    UPDATE submission s
    SET state = o.state::submission_state, reason = o.reason, state_at = o.at,
        attempts = CASE WHEN o.state = 'PENDING' THEN greatest(s.attempts - 1, 0) ELSE s.attempts END
    FROM outcome o
    WHERE s.broadcast_id = :broadcastId AND s.recipient_no = o.recipient_no AND s.segment_no = o.segment_no
      AND s.state = 'INTENT'
)
INSERT INTO message (carrier, message_id, broadcast_id, recipient_no, segment_no, submitted_at)
SELECT :carrier, message_id, :broadcastId, recipient_no, segment_no, at FROM outcome WHERE state = 'SUBMITTED'
