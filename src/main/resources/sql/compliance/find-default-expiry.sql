-- The most specific row counts: type and colour, then type, then colour.
SELECT CAST(:since AS timestamptz) + validity
FROM default_validity
WHERE event_type IN (:eventType, '*') AND colour IN (:colour, '*')
ORDER BY event_type <> '*' DESC, colour <> '*' DESC
LIMIT 1
