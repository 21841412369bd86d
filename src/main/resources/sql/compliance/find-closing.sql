-- The first moment after it at which it could not be sent any more; null: never.
SELECT min(t) FROM open_turns(:from, :opens, :closes) AS t
WHERE t > :from AND NOT is_open(CAST(:wanted AS jsonb), t, :opens, :closes)
