UPDATE alarm a
SET ended_at = :now, ended_by = 'hub', end_reason = 'the cause is gone'
FROM alarm_kind k
WHERE k.kind = a.kind AND k.ends_by = 'ledger' AND a.ended_at IS NULL
  AND NOT EXISTS (SELECT FROM v_alarm_cause c WHERE c.kind = a.kind AND c.subject = a.subject)
