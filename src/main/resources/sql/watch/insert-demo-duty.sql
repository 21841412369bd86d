WITH made AS (
    INSERT INTO audience_group (group_name, authorisation_reference, changed_at, changed_by)
    VALUES (:group, 'DEMO', :now, 'hub') ON CONFLICT (group_name) DO NOTHING
    RETURNING group_name
)
INSERT INTO group_member (group_name, position, number_index, number_sealed)
SELECT made.group_name, (person.n - 1)::int, person.i, person.s
FROM made CROSS JOIN unnest(CAST(:indexes AS bytea[]), CAST(:seals AS bytea[])) WITH ORDINALITY AS person (i, s, n)
