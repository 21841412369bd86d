SELECT template_id, version, wording, valid_from, valid_until
FROM template
WHERE retired_at IS NULL
ORDER BY template_id, version
