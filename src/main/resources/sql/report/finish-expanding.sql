-- Everyone is in the ledger, so it can only be sending.
UPDATE broadcast
SET state = 'SENDING'
WHERE state IN ('EXPANDING') AND expanded_at IS NOT NULL AND recipients > 0
