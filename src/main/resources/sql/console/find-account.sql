-- An account that was opened on two people's word and is not closed; a first password counts until it is due.
SELECT account, password, roles, addresses, password_due IS NOT NULL AS first_password
FROM account
WHERE account = :account AND origin = 'opened' AND closed_at IS NULL AND (password_due IS NULL OR password_due > :now)
