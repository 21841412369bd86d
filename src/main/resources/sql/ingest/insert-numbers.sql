-- The numbers an alert names, in the order given.
INSERT INTO alert_number (alert_id, position, number_index, number_sealed)
SELECT :alertId, ordinality, number_index, number_sealed
FROM unnest(:indexes, :seals) WITH ORDINALITY AS n (number_index, number_sealed)
