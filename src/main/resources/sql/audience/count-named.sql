-- How often people are named, before each counts once.
SELECT count(*) FROM numbers_named(NULL, CAST(:indexes AS bytea[]), CAST(:groups AS text[])) WHERE :named OR :drill
