-- A receipt whose id nobody with its number has may tell of a segment whose answer was lost, or named no id: it is found
-- by number and reference, or by number alone when only one broadcast has such a segment for that number. Its id is kept,
-- so that a repeat finds it. While a segment to that number is under way the receipt may be that one's: then nothing is settled.
-- What a crash made UNCERTAIN is so since the start: its receipt may have come long before that, but not before a claim.
WITH orphan AS MATERIALIZED (
    SELECT r.receipt_id, r.carrier, r.message_id, r.outcome, r.stat, r.error_code, r.reference, r.number_index, r.received_at
    FROM receipt r
    WHERE r.receipt_id IN ((SELECT receipt_id FROM receipt WHERE match = 'waiting' ORDER BY receipt_id LIMIT :batch)
                           UNION
                           (SELECT receipt_id FROM receipt WHERE match = 'waiting' ORDER BY receipt_id DESC LIMIT :batch))
      AND r.number_index IS NOT NULL AND r.message_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM message m JOIN recipient p USING (broadcast_id, recipient_no)
                      WHERE m.carrier = r.carrier AND m.message_id = r.message_id AND p.number_index = r.number_index)
), candidate AS MATERIALIZED (
    SELECT o.*, s.broadcast_id, s.recipient_no, s.segment_no, s.state_at AS submitted_at, s.state,
           row_number() OVER (PARTITION BY s.broadcast_id, s.recipient_no, o.receipt_id ORDER BY s.segment_no) AS nth_segment,
           dense_rank() OVER (PARTITION BY o.number_index ORDER BY o.receipt_id) AS nth_receipt,
           min(s.broadcast_id) OVER (PARTITION BY o.number_index) <> max(s.broadcast_id) OVER (PARTITION BY o.number_index)
               AS ambiguous
    FROM orphan o
    JOIN recipient p ON p.number_index = o.number_index
    JOIN submission s ON s.broadcast_id = p.broadcast_id AND s.recipient_no = p.recipient_no
    JOIN port ON port.port = s.port AND port.carrier = o.carrier
    WHERE (s.state = 'UNCERTAIN' OR s.state = 'SUBMITTED' AND s.reason = 'no-message-id')
      AND (s.state_at <= o.received_at + interval '1 minute'
           OR s.reason = 'hub-stopped' AND EXISTS (SELECT FROM claim c WHERE c.broadcast_id = s.broadcast_id
                                                   AND c.claimed_at <= o.received_at + interval '1 minute'))
      AND (o.reference IS NULL OR o.reference = ((s.recipient_no << 3) | (s.segment_no & 7)) & 65535)
      AND NOT EXISTS (SELECT FROM recipient q JOIN submission u USING (broadcast_id, recipient_no)
                      WHERE q.number_index = o.number_index AND u.state = 'INTENT')
), found AS MATERIALIZED (
    SELECT DISTINCT ON (broadcast_id, recipient_no, segment_no) *
    FROM candidate
    WHERE reference IS NOT NULL OR (NOT ambiguous AND nth_segment = nth_receipt)
    ORDER BY broadcast_id, recipient_no, segment_no, outcome, receipt_id
), moved AS (
    UPDATE submission s
    SET state = coalesce(f.outcome, 'SUBMITTED'),
        reason = CASE WHEN f.outcome = 'UNDELIVERED' THEN f.stat || coalesce('/err-' || f.error_code, '') END,
        state_at = f.received_at
    FROM found f
    WHERE s.broadcast_id = f.broadcast_id AND s.recipient_no = f.recipient_no AND s.segment_no = f.segment_no
      AND s.state = f.state
    RETURNING f.receipt_id, f.carrier, f.message_id, f.broadcast_id, f.recipient_no, f.segment_no, f.submitted_at, f.state
), known AS (
    INSERT INTO message (carrier, message_id, broadcast_id, recipient_no, segment_no, submitted_at)
    SELECT carrier, message_id, broadcast_id, recipient_no, segment_no, submitted_at FROM moved WHERE state = 'UNCERTAIN'
), named AS (
    UPDATE message m SET message_id = v.message_id
    FROM moved v
    WHERE v.state = 'SUBMITTED' AND m.carrier = v.carrier AND m.message_id = '' AND m.broadcast_id = v.broadcast_id
      AND m.recipient_no = v.recipient_no AND m.segment_no = v.segment_no
)
UPDATE receipt r SET match = 'matched' FROM moved WHERE r.receipt_id = moved.receipt_id
