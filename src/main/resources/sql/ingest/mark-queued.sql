-- The queue has it.
UPDATE alert SET queued_at = :now WHERE alert_id = :alertId AND queued_at IS NULL
