-- Of several final receipts for one segment DELIVERED stands, whatever their order. What has no message row yet stays new:
-- its answer may still be on the way.
WITH found AS (
    SELECT r.receipt_id, r.outcome, r.stat, r.error_code, r.received_at,
           m.broadcast_id, m.recipient_no, m.segment_no, m.submitted_at
    FROM (SELECT * FROM receipt WHERE match = 'new' ORDER BY receipt_id LIMIT :batch) AS r
    CROSS JOIN LATERAL (SELECT * FROM message m WHERE m.carrier = r.carrier AND m.message_id = r.message_id
                        ORDER BY m.submitted_at DESC LIMIT 1) AS m
), final AS (
    SELECT DISTINCT ON (broadcast_id, recipient_no, segment_no) *
    FROM found WHERE outcome IS NOT NULL
    ORDER BY broadcast_id, recipient_no, segment_no, outcome, receipt_id
), moved AS (
    UPDATE submission s
    SET state = f.outcome,
        reason = CASE WHEN f.outcome = 'UNDELIVERED' THEN f.stat || coalesce('/err-' || f.error_code, '') END,
        state_at = f.received_at,
        receipt_millis = greatest(0, extract(epoch FROM f.received_at - f.submitted_at) * 1000)::int
    FROM final f
    WHERE s.broadcast_id = f.broadcast_id AND s.recipient_no = f.recipient_no AND s.segment_no = f.segment_no
      AND (s.state IN ('SUBMITTED', 'UNCERTAIN', 'NO_RECEIPT', 'ABANDONED')
           OR (s.state = 'UNDELIVERED' AND f.outcome = 'DELIVERED'))
    RETURNING f.receipt_id
)
UPDATE receipt r
SET match = CASE WHEN f.outcome IS NULL OR moved.receipt_id IS NOT NULL THEN 'matched' ELSE 'repeated' END
FROM found f LEFT JOIN moved USING (receipt_id)
WHERE r.receipt_id = f.receipt_id
