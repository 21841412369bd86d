-- The first moment from then on at which the kind may not be sent any more; null: never.
SELECT min(m.at)
FROM (SELECT ((CAST(:from AS timestamptz) AT TIME ZONE 'Asia/Shanghai')::date + n + CAST(:closes AS time)) AT TIME ZONE 'Asia/Shanghai' AS at
      FROM generate_series(0, 1) AS n
      UNION ALL
      SELECT g.valid_until FROM send_grant g WHERE g.kind IS NULL OR g.kind = :kind) AS m
WHERE m.at > :from AND NOT is_open(:kind, m.at, :opens, :closes)
