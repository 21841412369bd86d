-- What the settings name no longer.
UPDATE account SET closed_at = :now
WHERE origin = 'settings' AND closed_at IS NULL AND account <> ALL (CAST(:accounts AS text[]))
