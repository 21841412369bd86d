UPDATE permitted_wording SET removed_at = :now, removed_by = :account WHERE wording_id = :wordingId AND removed_at IS NULL
