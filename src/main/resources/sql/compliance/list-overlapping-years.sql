SELECT contract_id FROM contract
WHERE contract_id IS DISTINCT FROM :contractId AND daterange(year_from, year_until, '[]') && daterange(:from, :until, '[]')
