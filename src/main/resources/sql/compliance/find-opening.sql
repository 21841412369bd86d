-- The first moment from then on at which the kind may be sent: now, at a window's opening, or when a grant begins.
SELECT min(m.at)
FROM (SELECT CAST(:from AS timestamptz) AS at
      UNION ALL
      SELECT ((CAST(:from AS timestamptz) AT TIME ZONE 'Asia/Shanghai')::date + n + CAST(:opens AS time)) AT TIME ZONE 'Asia/Shanghai'
      FROM generate_series(0, 1) AS n
      UNION ALL
      SELECT g.valid_from FROM send_grant g WHERE g.kind IS NULL OR g.kind = :kind) AS m
WHERE m.at >= :from AND is_open(:kind, m.at, :opens, :closes)
