SELECT CASE WHEN closed_at IS NULL THEN origin ELSE 'closed' END FROM account WHERE account = :account
