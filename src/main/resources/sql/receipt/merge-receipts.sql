-- Joins the inbox to the ledger: receipts above the mark up to :upTo, and those that wait for the answer that names their
-- id: the oldest and the newest, so that thousands that find none do not keep the others waiting. Of several final
-- receipts for one segment DELIVERED stands, whatever their order. An id that came more than once (a carrier that counts
-- anew, one id for all segments of a text) is the receipt's number's, else the newest recipient's, with all its segments.
-- One whose number is none of its id's, while a segment to that number is under way or its answer lost, may be ahead of
-- its own answer, its id an old one come again: it waits, until :before, and counts by its id then.
-- Its commit waits for no disk: what a crash loses is merged again.
WITH batch AS MATERIALIZED (
    (SELECT r.receipt_id, r.carrier, r.message_id, r.outcome, r.stat, r.error_code, r.number_index, r.received_at, r.match
     FROM receipt r
     WHERE r.receipt_id > (SELECT last_receipt_id FROM merge_mark) AND r.receipt_id <= :upTo
     ORDER BY r.receipt_id LIMIT :batch)
    UNION ALL
    (SELECT r.receipt_id, r.carrier, r.message_id, r.outcome, r.stat, r.error_code, r.number_index, r.received_at, r.match
     FROM receipt r
     WHERE r.receipt_id IN ((SELECT receipt_id FROM receipt WHERE match = 'waiting' ORDER BY receipt_id LIMIT :batch)
                            UNION
                            (SELECT receipt_id FROM receipt WHERE match = 'waiting' ORDER BY receipt_id DESC LIMIT :batch)))
), known AS MATERIALIZED (
    SELECT batch.*, m.broadcast_id, m.recipient_no, m.segment_no, m.submitted_at,
           count(*) OVER (PARTITION BY batch.receipt_id) AS of_this_id,
           coalesce(p.number_index = batch.number_index, false) AS names_it,
           bool_or(p.number_index = batch.number_index) OVER (PARTITION BY batch.receipt_id) IS FALSE
               AND batch.received_at >= :before
               AND EXISTS (SELECT FROM recipient q JOIN submission u USING (broadcast_id, recipient_no)
                           WHERE q.number_index = batch.number_index AND u.state IN ('INTENT', 'UNCERTAIN')) AS ahead
    FROM batch
    LEFT JOIN message m ON m.carrier = batch.carrier AND m.message_id = batch.message_id
    LEFT JOIN recipient p ON p.broadcast_id = m.broadcast_id AND p.recipient_no = m.recipient_no
), found AS MATERIALIZED (
    SELECT receipt_id, outcome, stat, error_code, received_at, match, broadcast_id, recipient_no, segment_no, submitted_at
    FROM known WHERE of_this_id = 1 AND NOT ahead
    UNION ALL
    SELECT receipt_id, outcome, stat, error_code, received_at, match, broadcast_id, recipient_no, segment_no, submitted_at
    FROM (SELECT k.*, rank() OVER (PARTITION BY receipt_id
                                   ORDER BY names_it DESC, newest DESC, broadcast_id DESC, recipient_no DESC) AS place
          FROM (SELECT *, max(submitted_at) OVER (PARTITION BY receipt_id, broadcast_id, recipient_no) AS newest
                FROM known WHERE of_this_id > 1 AND NOT ahead) AS k) AS ranked
    WHERE place = 1
    UNION ALL
    SELECT DISTINCT receipt_id, outcome, stat, error_code, received_at, match,
                    NULL::bigint, NULL::int, NULL::smallint, NULL::timestamptz
    FROM known WHERE ahead
), final AS MATERIALIZED (
    SELECT DISTINCT ON (broadcast_id, recipient_no, segment_no) *
    FROM found WHERE outcome IS NOT NULL AND broadcast_id IS NOT NULL
    ORDER BY broadcast_id, recipient_no, segment_no, outcome, receipt_id
), moved AS (
    UPDATE submission s
    SET state = f.outcome,
        reason = CASE WHEN f.outcome = 'UNDELIVERED' THEN f.stat || coalesce('/err-' || f.error_code, '')
                      WHEN s.state = 'UNDELIVERED' THEN 'was-undelivered' END,
        state_at = f.received_at,
        receipt_millis = least(2147483647, greatest(0, extract(epoch FROM f.received_at - f.submitted_at) * 1000))::int
    FROM final f
    WHERE s.broadcast_id = f.broadcast_id AND s.recipient_no = f.recipient_no AND s.segment_no = f.segment_no
      AND (s.state IN ('SUBMITTED', 'UNCERTAIN', 'NO_RECEIPT', 'ABANDONED')
           OR (s.state = 'UNDELIVERED' AND f.outcome = 'DELIVERED'))
    RETURNING f.receipt_id
), exceptional AS MATERIALIZED (
    SELECT * FROM (
        SELECT DISTINCT f.receipt_id, f.match AS before,
               CASE WHEN f.broadcast_id IS NULL THEN 'waiting'
                    WHEN f.outcome IS NULL OR f.receipt_id IN (SELECT receipt_id FROM moved) THEN 'matched'
                    ELSE 'repeated' END AS match
        FROM found f) AS word
    WHERE match IS DISTINCT FROM coalesce(before, 'matched')
), said AS (
    UPDATE receipt r SET match = e.match FROM exceptional e WHERE r.receipt_id = e.receipt_id
), marked AS (
    UPDATE merge_mark SET last_receipt_id = newest.receipt_id
    FROM (SELECT max(receipt_id) AS receipt_id FROM batch WHERE match IS NULL) AS newest
    WHERE newest.receipt_id IS NOT NULL
)
SELECT count(*) FROM batch CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) AS commit WHERE match IS NULL
