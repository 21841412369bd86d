-- One decision about the life of alerts at a time: an Update, and what it refers to, must not be decided side by side.
SELECT 1 FROM (SELECT pg_advisory_xact_lock(7113042)) AS turn
