-- What is left for targeted broadcasts at a moment, in yuan, and what a billable segment costs.
SELECT b.ceiling - b.reserved - b.spent AS yuan_left, c.targeted_price AS price
FROM budget b JOIN contract c USING (contract_id) WHERE b.contract_id = contract_on(:now)
