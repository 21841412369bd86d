SELECT f.field, f.field_en, lower(replace(f.form, '_', '-')) AS form, f.signs,
       trim(f.words || CASE WHEN f.from_event_types THEN (SELECT coalesce(string_agg(' ' || name, ''), '') FROM event_type) ELSE '' END) AS words
FROM template_field f
ORDER BY f.field
