-- Recipients by the worst state of their segments, now. Texts of one segment need no look at each recipient.
SELECT state::text AS state, count(*) AS recipients
FROM submission
WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
  AND (SELECT wire_segments = 1 FROM broadcast WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint))
GROUP BY submission.state
UNION ALL
SELECT worst::text AS state, count(*) AS recipients
FROM (SELECT max(state) AS worst
      FROM submission
      WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
        AND (SELECT wire_segments IS DISTINCT FROM 1 FROM broadcast
             WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint))
      GROUP BY recipient_no) AS each
GROUP BY worst
ORDER BY 1
