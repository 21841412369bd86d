-- An account of the settings, for other rooms to know; a name that was opened stays what it is.
INSERT INTO account (account, origin, roles, department, party, addresses, person_index, opened_at, changed_at)
VALUES (:account, 'settings', CAST(:roles AS text[]), :department, :party, CAST(:addresses AS text[]), :personIndex, :now, :now)
ON CONFLICT (account) DO UPDATE
SET roles = EXCLUDED.roles, department = EXCLUDED.department, party = EXCLUDED.party, addresses = EXCLUDED.addresses,
    person_index = EXCLUDED.person_index, changed_at = EXCLUDED.changed_at, closed_at = NULL
WHERE account.origin = 'settings'
