-- Red and orange that wait for the window or for a guarantee period to end call for a person at once (C-11).
WITH urgent AS MATERIALIZED (
    SELECT 'broadcast:' || b.broadcast_id AS subject, b.broadcast_id, permit_refusal(b.broadcast_id, :#${variable.now}) AS refusal
    FROM broadcast b
    WHERE b.colour IN ('red', 'orange') AND b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING')
), waits AS MATERIALIZED (
    SELECT * FROM urgent WHERE refusal IN ('outside-window', 'reserved')
), ended AS (
    UPDATE alarm a SET ended_at = :#${variable.now}, ended_by = 'hub', end_reason = 'cause-gone'
    WHERE a.kind = 'urgent-deferred' AND a.ended_at IS NULL AND a.subject NOT IN (SELECT subject FROM waits)
)
SELECT raise_alarm('urgent-deferred', subject,
                   jsonb_build_object('why', refusal, 'until', may_send_from(broadcast_id, :#${variable.now})), :#${variable.now})
FROM waits
