-- Why nothing of a broadcast can go out any more, however long one waits; empty or another word: it may.
SELECT CASE WHEN superseded_by IS NOT NULL THEN 'superseded' ELSE coalesce(permit_refusal(broadcast_id, :now), '') END
FROM broadcast WHERE broadcast_id = :broadcastId
