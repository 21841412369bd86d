INSERT INTO send_grant (kind, valid_from, valid_until, reference, granted_by)
VALUES (:kind, :validFrom, :validUntil, :reference, :grantedBy)
ON CONFLICT (reference) DO NOTHING
RETURNING grant_id, kind, valid_from, valid_until, reference, granted_by
