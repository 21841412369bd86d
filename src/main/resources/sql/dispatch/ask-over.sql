-- Whether nothing of a broadcast can go out any more, however long one waits: superseded, over, or empty when it may.
SELECT CASE WHEN superseded_by IS NOT NULL THEN 'superseded'
            WHEN permit_refusal(broadcast_id, :now) IN ('ended', 'expired', 'no-permit', 'stale-approval') THEN 'over'
            ELSE '' END
FROM broadcast WHERE broadcast_id = :broadcastId
