WITH set_up AS (
    INSERT INTO guarantee_period (name, reference, valid_from, valid_until, ends_at, reserved_for, proposed_by, confirmed_by)
    VALUES (:name, :reference, :validFrom, :validUntil, :validUntil, CAST(:reservedFor AS text[]), :proposedBy, :confirmedBy)
    ON CONFLICT (reference) DO NOTHING
    RETURNING *
)
SELECT s.*, announce('guarantee-period-set', 'guarantee-period:' || s.period_id,
                     jsonb_build_object('reference', s.reference, 'from', s.valid_from, 'until', s.valid_until), :confirmedBy, :now)
FROM set_up s
