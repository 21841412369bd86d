SELECT g.group_name
FROM audience_group g
WHERE g.group_name = ANY (CAST(:groups AS text[])) AND g.authorisation_reference IS NULL
