-- Whom it goes over: drill numbers for a drill, those told when it is for them only, then named people (numbers, groups) before
-- "everyone": a group inside the whole city is the group, never the city.
INSERT INTO expansion (broadcast_id, origin, next_key, last_key)
SELECT b.broadcast_id, origin.word,
       CASE WHEN origin.word = 'subscriber' THEN coalesce((SELECT min(subscriber_id) FROM subscriber), 1) ELSE 0 END,
       CASE origin.word
            WHEN 'told' THEN (SELECT coalesce(sum(t.recipients), 0) - 1 FROM told_of t WHERE t.broadcast_id = b.broadcast_id)
            WHEN 'subscriber' THEN CASE WHEN (b.audience ->> 'wholeNetwork')::boolean
                                        THEN coalesce((SELECT max(subscriber_id) FROM subscriber), 0) ELSE -1 END
            ELSE 0 END
FROM broadcast b
CROSS JOIN LATERAL (
    SELECT CASE WHEN b.kind = 'drill' THEN 'drill'
                WHEN b.audience ->> 'only' = 'told' THEN 'told'
                WHEN jsonb_array_length(coalesce(b.audience -> 'groups', '[]')) > 0
                     OR coalesce((b.audience ->> 'numberCount')::int, 0) > 0 THEN 'named'
                ELSE 'subscriber' END AS word) AS origin
WHERE b.broadcast_id = :broadcastId AND b.state = 'EXPANDING'
ON CONFLICT (broadcast_id) DO NOTHING
