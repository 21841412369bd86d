-- Drills cost nothing and use up no quota; they are counted apart.
SELECT coalesce(sum(v.segments), 0)
FROM volume v JOIN broadcast b USING (broadcast_id) JOIN contract c ON c.contract_id = :contractId
WHERE b.kind = 'drill' AND v.day BETWEEN c.year_from AND c.year_until
