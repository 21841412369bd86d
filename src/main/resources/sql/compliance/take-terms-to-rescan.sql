-- At once, and once more a minute after a term was added.
UPDATE prohibited_term
SET rescanned_at = :now
WHERE removed_at IS NULL
  AND (rescanned_at IS NULL
       OR rescanned_at < added_at + interval '1 minute' AND added_at + interval '1 minute' <= :now)
RETURNING term
