WITH signed AS (
    INSERT INTO contract (year_from, year_until, total, whole_network_total, whole_network_segments, visitor_segments,
                          targeted_total, targeted_price, charge_on, payment_shares, changed_at, proposed_by, confirmed_by)
    VALUES (:from, :until, :total, :wholeNetworkTotal, :segments, :visitorSegments, :targetedTotal, :price, :chargeOn,
            :payments::smallint[], :now, :proposedBy, :confirmedBy)
    RETURNING contract_id, targeted_total
)
INSERT INTO budget (contract_id, ceiling) SELECT contract_id, targeted_total FROM signed
RETURNING contract_id
