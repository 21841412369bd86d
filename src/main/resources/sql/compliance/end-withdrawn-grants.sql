-- A grant that the settings name no longer ends now; it stays on record.
UPDATE send_grant
SET valid_until = greatest(:now, valid_from + interval '1 microsecond')
WHERE granted_by = 'settings' AND valid_until > :now AND reference <> ALL (CAST(:references AS text[]))
