UPDATE account SET closed_at = :now, changed_at = :now WHERE account = :account AND origin = 'opened' AND closed_at IS NULL
