-- One that a person has withdrawn stays withdrawn, whatever the settings say.
INSERT INTO send_grant (kind, valid_from, valid_until, reference, granted_by)
VALUES (:kind, :validFrom, :validUntil, :reference, 'settings')
ON CONFLICT (reference) DO UPDATE SET valid_until = EXCLUDED.valid_until WHERE send_grant.granted_by = 'settings' AND send_grant.withdrawn_at IS NULL
