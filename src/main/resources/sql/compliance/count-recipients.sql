-- How many people it is for, as far as one limit: nobody counts millions to know that they are many. A
-- drill reaches drill numbers and nobody else.
SELECT CASE WHEN b.kind = 'drill' THEN (SELECT count(*) FROM drill_number d WHERE d.removed_at IS NULL)
            WHEN (b.audience ->> 'wholeNetwork')::boolean THEN (SELECT count(*) FROM (SELECT FROM subscriber LIMIT :limit) s)
            WHEN b.audience ->> 'only' = 'told' AND (b.audience ->> 'numberCount')::int = 0 AND b.audience -> 'groups' = '[]'
            THEN (SELECT count(*) FROM (SELECT FROM life_targets(b.alert_id) AS t (alert_id)
                                        JOIN broadcast o ON o.alert_id = t.alert_id
                                        JOIN recipient r ON r.broadcast_id = o.broadcast_id LIMIT :limit) told)
            ELSE coalesce((b.audience ->> 'numberCount')::int, 0)
                 + (SELECT count(*) FROM jsonb_array_elements_text(b.audience -> 'groups') AS g (group_name)
                    JOIN group_member m USING (group_name))
       END
FROM broadcast b
WHERE b.broadcast_id = :broadcastId
