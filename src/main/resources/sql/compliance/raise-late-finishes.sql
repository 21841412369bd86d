-- Warned of before it is too late: what will not be out by the time asked for, or expires before all of it can go (C-03).
-- Not of the hub's own notices to its people: an alarm about an alarm never ends.
WITH open AS MATERIALIZED (
    SELECT 'broadcast:' || b.broadcast_id AS subject, b.finish_by, estimated_end(b.broadcast_id, :#${variable.now}) AS ends,
           permit_refusal(b.broadcast_id, :#${variable.now}) IN ('paused', 'sending-stopped') IS TRUE AS halted
    FROM broadcast b
    WHERE b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING', 'PAUSED') AND b.kind <> 'duty'
    UNION ALL
    SELECT 'broadcast:' || b.broadcast_id, b.finish_by, NULL, true
    FROM broadcast b
    WHERE b.state IN ('HELD', 'PENDING_APPROVAL')
), late AS MATERIALIZED (
    SELECT 'finish-by-late' AS kind, subject, jsonb_build_object('finishBy', finish_by, 'estimatedEnd', ends) AS detail
    FROM open
    WHERE finish_by < ends OR finish_by <= :#${variable.now} OR (finish_by IS NOT NULL AND ends IS NULL AND NOT halted)
    UNION ALL
    SELECT 'expires-unsent', subject, '{}' FROM open WHERE ends IS NULL AND NOT halted
), ended AS (
    UPDATE alarm a SET ended_at = :#${variable.now}, ended_by = 'hub', end_reason = 'cause-gone'
    WHERE a.kind IN ('finish-by-late', 'expires-unsent') AND a.ended_at IS NULL
      AND (a.kind, a.subject) NOT IN (SELECT kind, subject FROM late)
)
SELECT raise_alarm(kind, subject, detail, :#${variable.now}) FROM late
