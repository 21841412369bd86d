-- Back to where it was. One that had not begun is released anew: its message may have come while it was paused.
WITH moved AS (
    UPDATE broadcast b
    SET state = CASE WHEN b.snapshot_at IS NULL THEN 'APPROVED' WHEN b.expanded_at IS NULL THEN 'EXPANDING' ELSE 'SENDING' END,
        reasons = '[]',
        queued_at = CASE WHEN b.snapshot_at IS NULL THEN NULL ELSE b.queued_at END
    WHERE b.broadcast_id = :broadcastId AND b.state = 'PAUSED'
    RETURNING b.broadcast_id
), resumed AS (
    UPDATE permit p SET paused_at = NULL FROM moved m WHERE p.broadcast_id = m.broadcast_id
)
SELECT broadcast_id FROM moved
