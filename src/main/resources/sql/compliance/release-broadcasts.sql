-- What may send now and was not told so, or was told so long ago that the message must be lost; alertId 0: of every alert.
UPDATE broadcast b
SET queued_at = :#${variable.now}, state = 'APPROVED', reasons = '[]'
WHERE b.state IN ('APPROVED', 'DEFERRED')
  AND b.snapshot_at IS NULL
  AND CAST(:#${variable.alertId} AS bigint) IN (0, b.alert_id)
  AND (b.queued_at IS NULL OR b.queued_at < :#${variable.lostBefore})
  AND permit_refusal(b.broadcast_id, :#${variable.now}) IS NULL
  AND NOT awaits_told(b.broadcast_id, :#${variable.now})
RETURNING b.broadcast_id, b.priority, 'approved-' || b.broadcast_id || '-' || extract(epoch FROM b.queued_at) AS once
