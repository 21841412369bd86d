-- The terms in force on a day, with what was added to them.
SELECT c.contract_id, c.version, c.year_from, c.year_until, c.total, c.whole_network_total, c.whole_network_segments,
       c.visitor_segments, c.targeted_total, c.targeted_price, c.charge_on, c.payment_shares, c.changed_at, c.proposed_by,
       c.confirmed_by,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', s.reference, 'kind', s.kind, 'amount', s.amount::text)
                                  ORDER BY s.reference), '[]')
        FROM supplement s WHERE s.contract_id = c.contract_id) AS supplements
FROM contract c
WHERE c.year_from <= :day AND c.year_until >= :day
