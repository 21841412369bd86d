-- From now on; one that has not begun never does.
WITH ended AS (
    UPDATE guarantee_period SET ends_at = :now, ended_by = :account WHERE period_id = :periodId AND ends_at > :now
    RETURNING *
)
SELECT e.*, announce('guarantee-period-ended', 'guarantee-period:' || e.period_id,
                     jsonb_build_object('reference', e.reference), :account, :now)
FROM ended e
