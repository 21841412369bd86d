-- The clock has run out: critical, and told again.
UPDATE alarm
SET escalated_at = :now, escalations = escalations + 1, told_at = NULL, notice_id = NULL
WHERE ended_at IS NULL AND due_at <= :now AND (escalated_at IS NULL OR escalated_at <= :again)
