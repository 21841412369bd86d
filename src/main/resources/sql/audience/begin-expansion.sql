-- Named people (numbers, groups) go before "everyone": a group inside the whole city is the group, never the city.
INSERT INTO expansion (broadcast_id, origin, next_key, last_key)
SELECT b.broadcast_id,
       CASE WHEN named.yes THEN 'named' ELSE 'subscriber' END,
       CASE WHEN named.yes THEN 0 ELSE coalesce((SELECT min(subscriber_id) FROM subscriber), 1) END,
       CASE WHEN named.yes THEN 0
            WHEN (b.audience ->> 'wholeNetwork')::boolean THEN coalesce((SELECT max(subscriber_id) FROM subscriber), 0)
            ELSE -1 END
FROM broadcast b
CROSS JOIN LATERAL (SELECT jsonb_array_length(coalesce(b.audience -> 'groups', '[]')) > 0
                        OR coalesce((b.audience ->> 'numberCount')::int, 0) > 0 AS yes) AS named
WHERE b.broadcast_id = :broadcastId AND b.state = 'EXPANDING'
ON CONFLICT (broadcast_id) DO NOTHING
