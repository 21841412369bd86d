-- Expand at first send: who it is now. Needs the permit like every claim does.
UPDATE broadcast SET state = 'EXPANDING', snapshot_at = coalesce(snapshot_at, :now)
WHERE broadcast_id = :broadcastId AND state IN ('APPROVED', 'DEFERRED') AND expanded_at IS NULL
  AND (audience ->> 'resolvable')::boolean AND permit_refusal(broadcast_id, :now) IS NULL
  AND NOT awaits_told(broadcast_id, :now)
