SELECT reference, kind, amount FROM supplement
WHERE contract_id = CAST(:#${variable.contract[contract_id]} AS integer)
ORDER BY reference
