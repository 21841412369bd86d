SELECT wording_id, wording, lower(place) AS place, reach, added_by, beijing(added_at) AS added_at
FROM permitted_wording
WHERE removed_at IS NULL
ORDER BY place, wording_id
