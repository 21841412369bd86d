-- What may not go yet waits and says why: outside the window (C-11), before the time asked for (C-03), in another's
-- guarantee period (C-16), while all sending is stopped (C-18). When the reason is another one, it says so. alertId 0: of every alert.
WITH waits AS MATERIALIZED (
    SELECT b.broadcast_id, permit_refusal(b.broadcast_id, :#${variable.now}) AS refusal
    FROM broadcast b
    WHERE b.state IN ('APPROVED', 'DEFERRED') AND b.snapshot_at IS NULL
      AND CAST(:#${variable.alertId} AS bigint) IN (0, b.alert_id)
      AND (b.queued_at IS NULL OR b.queued_at < :#${variable.lostBefore})
)
UPDATE broadcast b
SET state = 'DEFERRED', queued_at = NULL, reasons = jsonb_build_array(permit_words(w.refusal))
FROM waits w
WHERE b.broadcast_id = w.broadcast_id AND b.state IN ('APPROVED', 'DEFERRED')
  AND w.refusal IN ('outside-window', 'before-send-after', 'reserved', 'sending-stopped')
  AND (b.state = 'APPROVED' OR b.reasons -> 0 ->> 'code' IS DISTINCT FROM w.refusal)
