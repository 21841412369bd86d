-- Nobody is concerned: done. An area that resolves to nobody reaches nobody (FORMATS §1).
UPDATE broadcast
SET state = 'COMPLETED', completed_at = CAST(:#${variable.now} AS timestamptz)
WHERE state IN ('EXPANDING', 'SENDING') AND expanded_at IS NOT NULL AND recipients = 0
