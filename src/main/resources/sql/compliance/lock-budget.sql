-- Nothing is reserved or charged while the terms change.
SELECT c.version, b.reserved + b.spent AS used
FROM budget b JOIN contract c USING (contract_id) WHERE b.contract_id = :contractId FOR UPDATE OF b, c
