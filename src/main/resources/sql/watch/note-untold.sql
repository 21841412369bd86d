-- No port works, or the group has no members: for so long nobody could be told, and that is said.
UPDATE alarm a
SET untold_at = :now
FROM alarm_kind k
WHERE k.kind = a.kind AND a.ended_at IS NULL AND a.told_at IS NULL AND a.untold_at IS NULL AND (k.tell OR a.escalations > 0)
  AND coalesce(a.escalated_at, a.raised_at) <= :patience
  AND NOT EXISTS (SELECT FROM notice n WHERE n.notice_id = a.notice_id AND n.made_at > :patience)
