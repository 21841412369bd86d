-- The vocabulary of a field, with the names of the event types where it takes them.
SELECT f.field, f.form, f.signs,
       f.words || CASE WHEN f.from_event_types THEN (SELECT coalesce(string_agg(' ' || name, ''), '') FROM event_type) ELSE '' END AS words
FROM template_field f
ORDER BY f.field
