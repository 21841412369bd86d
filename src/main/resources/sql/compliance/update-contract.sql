UPDATE contract
SET year_from = :from, year_until = :until, total = :total, whole_network_total = :wholeNetworkTotal,
    whole_network_segments = :segments, visitor_segments = :visitorSegments, targeted_total = :targetedTotal,
    targeted_price = :price, charge_on = :chargeOn, payment_shares = :payments::smallint[], version = version + 1,
    changed_at = :now, proposed_by = :proposedBy, confirmed_by = :confirmedBy
WHERE contract_id = :contractId
