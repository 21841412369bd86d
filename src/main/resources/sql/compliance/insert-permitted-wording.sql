INSERT INTO permitted_wording (wording, place, reach, added_by, added_at)
VALUES (:wording, :place, :reach, :account, :now)
ON CONFLICT (wording, place) WHERE removed_at IS NULL DO NOTHING
RETURNING wording_id
