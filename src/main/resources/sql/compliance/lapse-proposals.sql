-- What nobody has confirmed in time; the trail says so.
WITH lapsed AS (
    UPDATE proposal SET decision = 'lapsed', decided_by = 'hub', decided_at = valid_until
    WHERE decision IS NULL AND valid_until <= :now
    RETURNING proposal_id, action, subject
)
INSERT INTO audit (at, actor, action, subject, detail)
SELECT :now, 'hub', 'lapsed', subject, jsonb_build_object('proposalId', proposal_id::text, 'action', action) FROM lapsed
