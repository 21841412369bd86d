-- How many people it is for, as far as one limit: nobody counts millions to know that they are many.
SELECT CASE WHEN (b.audience ->> 'wholeNetwork')::boolean THEN (SELECT count(*) FROM (SELECT FROM subscriber LIMIT :limit) s)
            ELSE coalesce((b.audience ->> 'numberCount')::int, 0)
                 + (SELECT count(*) FROM jsonb_array_elements_text(b.audience -> 'groups') AS g (group_name)
                    JOIN group_member m USING (group_name))
       END
FROM broadcast b
WHERE b.broadcast_id = :broadcastId
