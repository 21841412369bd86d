INSERT INTO template AS t (template_id, version, wording, agreement, valid_from, valid_until, proposed_by, confirmed_by, recorded_at)
SELECT :templateId, coalesce(max(version), 0) + 1, :wording, :agreement,
       coalesce(CAST(:validFrom AS timestamptz), CAST(:now AS timestamptz)), CAST(:validUntil AS timestamptz),
       :proposedBy, :confirmedBy, CAST(:now AS timestamptz)
FROM template
WHERE template_id = :templateId
RETURNING t.template_id, t.version, t.wording, t.agreement, beijing(t.valid_from) AS valid_from,
          beijing(t.valid_until) AS valid_until,
          t.valid_from <= :now AND (t.valid_until IS NULL OR t.valid_until > :now) AS in_force, t.proposed_by,
          t.confirmed_by, beijing(t.recorded_at) AS recorded_at, CAST(NULL AS text) AS retired_at, t.retired_by
