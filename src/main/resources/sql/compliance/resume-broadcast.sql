-- Back to where it was. One that had not begun is released anew: its message may have come while it was paused. What the
-- brake stopped for is PENDING again.
WITH moved AS (
    UPDATE broadcast b
    SET state = CASE WHEN b.snapshot_at IS NULL THEN 'APPROVED' WHEN b.expanded_at IS NULL THEN 'EXPANDING' ELSE 'SENDING' END,
        reasons = '[]',
        queued_at = CASE WHEN b.snapshot_at IS NULL THEN NULL ELSE b.queued_at END
    WHERE b.broadcast_id = :broadcastId AND b.state = 'PAUSED'
    RETURNING b.broadcast_id
), resumed AS (
    UPDATE permit p SET paused_at = NULL FROM moved m WHERE p.broadcast_id = m.broadcast_id
), released AS (
    UPDATE brake k SET released_at = :now FROM moved m WHERE k.broadcast_id = m.broadcast_id AND k.released_at IS NULL
    RETURNING k.broadcast_id, k.reason, k.refused_since
), again AS (
    UPDATE submission s SET state = 'PENDING', attempts = 0, state_at = :now,
        -- it gave its money back: what the carrier took of the same person does not keep it (C-27)
        reason = CASE WHEN EXISTS (SELECT FROM v_recipient_cost v WHERE v.begun AND v.broadcast_id = s.broadcast_id
                                   AND v.recipient_no = s.recipient_no) THEN 'resumed-again' END
    FROM released k
    WHERE s.broadcast_id = k.broadcast_id AND s.state IN ('REJECTED') AND s.reason = k.reason
      AND s.state_at >= k.refused_since
    RETURNING s.broadcast_id, s.recipient_no
), reopened AS (
    UPDATE chunk c SET state = 'WAITING', due_at = NULL
    WHERE c.broadcast_id IN (SELECT broadcast_id FROM again) AND c.state IN ('DONE', 'WAITING')
      AND EXISTS (SELECT FROM again a WHERE a.broadcast_id = c.broadcast_id
                  AND a.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no)
)
SELECT broadcast_id FROM moved
