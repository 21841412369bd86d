INSERT INTO prohibited_term (class, term, unless_warned_of, added_by, added_at)
VALUES (:class, :term, :unlessWarnedOf, :account, :now)
ON CONFLICT (term) WHERE removed_at IS NULL DO NOTHING
RETURNING term_id
