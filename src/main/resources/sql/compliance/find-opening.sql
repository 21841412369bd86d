-- The first moment from then on at which it could be sent; null: none is known.
SELECT min(t) FROM open_turns(:from, :opens, :closes) AS t WHERE is_open(CAST(:wanted AS jsonb), t, :opens, :closes)
