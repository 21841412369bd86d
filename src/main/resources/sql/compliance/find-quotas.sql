-- What is used of a contract's quotas, one row each; spent and reserved in yuan, for targeted alone.
SELECT q.quota, q.allowed, q.used, q.percent, b.spent, b.reserved, b.ceiling, t.targeted_price AS price
FROM v_quota q
JOIN budget b USING (contract_id)
JOIN contract t USING (contract_id)
WHERE q.contract_id = :contractId
