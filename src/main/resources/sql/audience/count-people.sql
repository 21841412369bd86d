SELECT p.district, count(*) AS recipients, count(*) FILTER (WHERE p.opted_out) AS opted_out,
       count(*) FILTER (WHERE p.visitor) AS visitors
FROM (SELECT district, opted_out, visitor
      FROM people_subscribed(0, CASE WHEN :everyone AND NOT :drill THEN (SELECT max(subscriber_id) FROM subscriber) END)
      UNION ALL
      SELECT district, opted_out, visitor
      FROM people_named(NULL, CAST(:indexes AS bytea[]), CAST(:groups AS text[])) WHERE :named
      UNION ALL
      SELECT district, opted_out, visitor
      FROM people_drilled(NULL, CAST(:indexes AS bytea[]), CAST(:groups AS text[]), :everyone, false) WHERE :drill) AS p
GROUP BY p.district
ORDER BY p.district NULLS LAST
