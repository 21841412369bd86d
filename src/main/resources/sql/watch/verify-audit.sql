-- The first fault of each chain, the trail's before the digests'; of one row the plainest.
SELECT chain, row_id AS row, fault
FROM (SELECT * FROM audit_faults(:from) UNION ALL SELECT * FROM digest_faults(:from)) AS faults
ORDER BY chain, row_id, array_position(ARRAY['changed', 'missing', 'cut-off', 'replaced', 'not-its-head'], fault)
LIMIT 1
