-- Recipients by the worst state of their segments, now.
SELECT worst::text AS state, count(*) AS recipients
FROM (SELECT max(state) AS worst
      FROM submission
      WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
      GROUP BY recipient_no) AS each
GROUP BY worst
ORDER BY worst
