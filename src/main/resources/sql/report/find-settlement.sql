-- The contract year that a day is in, with what of its quotas is used so far.
SELECT c.contract_id, c.version, c.year_from, c.year_until, c.total, array_to_string(c.payment_shares, ',') AS payment_shares,
       -- C-28: supplements add a tenth of the total at most
       trunc(c.total / 10, 2) - (SELECT coalesce(sum(s.amount), 0) FROM supplement s WHERE s.contract_id = c.contract_id)
           AS supplements_left,
       c.targeted_price AS price, c.charge_on, b.ceiling, b.spent, b.reserved,
       w.allowed AS segments_allowed, w.used AS segments_used, v.allowed AS visitors_allowed, v.used AS visitors_used
FROM contract c
JOIN budget b USING (contract_id)
JOIN v_quota w ON w.contract_id = c.contract_id AND w.quota = 'whole-network'
JOIN v_quota v ON v.contract_id = c.contract_id AND v.quota = 'visitors'
WHERE CAST(:#${variable.period[on]} AS date) BETWEEN c.year_from AND c.year_until
