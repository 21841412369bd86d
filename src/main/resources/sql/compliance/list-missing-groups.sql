SELECT wanted.group_name
FROM unnest(CAST(:groups AS text[])) AS wanted (group_name)
WHERE NOT EXISTS (SELECT FROM audience_group g WHERE g.group_name = wanted.group_name)
