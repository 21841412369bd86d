SELECT count(*) FROM alarm WHERE ended_at IS NULL AND untold_at IS NOT NULL
