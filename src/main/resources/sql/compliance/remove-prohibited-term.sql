UPDATE prohibited_term SET removed_at = :now, removed_by = :account WHERE term_id = :termId AND removed_at IS NULL
