-- In force is the newest version that has begun, unless it is over or the template retired.
SELECT t.template_id, t.version, t.wording, t.agreement, beijing(t.valid_from) AS valid_from,
       beijing(t.valid_until) AS valid_until,
       t.retired_at IS NULL AND t.valid_from <= :now AND (t.valid_until IS NULL OR t.valid_until > :now)
           AND NOT EXISTS (SELECT FROM template newer
                           WHERE newer.template_id = t.template_id AND newer.version > t.version
                             AND newer.retired_at IS NULL AND newer.valid_from <= :now) AS in_force,
       t.proposed_by, t.confirmed_by, beijing(t.recorded_at) AS recorded_at, beijing(t.retired_at) AS retired_at,
       t.retired_by
FROM template t
WHERE CAST(:templateId AS text) IS NULL OR t.template_id = :templateId
ORDER BY t.template_id, t.version
