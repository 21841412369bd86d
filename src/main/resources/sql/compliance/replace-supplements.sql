-- And the ceiling that comes of them. What a supplement is for is its kind; a whole-network one buys segments.
WITH wanted AS (
    SELECT * FROM unnest(:references::text[], :kinds::text[], :amounts::numeric[]) AS w (reference, kind, amount)
), gone AS (
    DELETE FROM supplement s
    WHERE s.contract_id = :contractId AND NOT EXISTS (SELECT FROM wanted w WHERE w.reference = s.reference)
), kept AS (
    INSERT INTO supplement (contract_id, reference, kind, amount)
    SELECT :contractId, reference, kind, amount FROM wanted
    ON CONFLICT (contract_id, reference) DO UPDATE SET kind = excluded.kind, amount = excluded.amount
)
UPDATE budget b
SET ceiling = c.targeted_total + (SELECT coalesce(sum(amount) FILTER (WHERE kind = 'targeted'), 0) FROM wanted)
FROM contract c
WHERE b.contract_id = :contractId AND c.contract_id = b.contract_id
