-- An alarm is told when the carrier took a notice that names it for somebody. A notice that can reach nobody any more leaves its
-- alarms untold, for the next one to name.
WITH look AS MATERIALIZED (
    SELECT n.notice_id,
           EXISTS (SELECT FROM submission s
                   WHERE s.broadcast_id = n.broadcast_id AND s.state IN ('SUBMITTED', 'DELIVERED', 'NO_RECEIPT')) AS went,
           b.state NOT IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING', 'SENT') OR n.made_at <= :oldest AS over
    FROM notice n JOIN broadcast b USING (broadcast_id)
    WHERE n.settled_at IS NULL
), settled AS (
    UPDATE notice n SET settled_at = :now, failed = NOT l.went FROM look l WHERE n.notice_id = l.notice_id AND l.over
)
UPDATE alarm a
SET told_at = CASE WHEN l.went THEN CAST(:now AS timestamptz) END,
    untold_at = CASE WHEN NOT l.went THEN coalesce(a.untold_at, :now) END,
    notice_id = CASE WHEN l.went THEN a.notice_id END
FROM look l
WHERE a.notice_id = l.notice_id AND a.ended_at IS NULL AND (l.went AND a.told_at IS NULL OR NOT l.went AND l.over)
