-- One that has not begun never does.
WITH known AS (
    SELECT * FROM send_grant WHERE grant_id = :grantId AND valid_until > :now FOR UPDATE
)
UPDATE send_grant g
SET valid_from = least(g.valid_from, CAST(:now AS timestamptz) - interval '1 microsecond'), valid_until = :now,
    withdrawn_at = :now, withdrawn_by = :account, withdrawal_reason = :reason
FROM known
WHERE g.grant_id = known.grant_id
RETURNING known.valid_from AS given_from, known.valid_until AS given_until, g.*
