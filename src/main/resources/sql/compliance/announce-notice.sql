SELECT announce('notice', 'hub', CAST(:words AS jsonb), :account, :now)
