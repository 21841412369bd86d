-- What was used in a period of Beijing days, both inside: billable segments by month, kind, port and short code. Targeted ones as
-- they were charged, with yuan, and what is still reserved; the others as they were counted.
SELECT to_char(v.day, 'YYYY-MM') AS month, b.kind, v.port, coalesce(b.source_address, '') AS source_address,
       sum(v.segments)::bigint AS segments, sum(v.to_visitors)::bigint AS to_visitors, 0::numeric AS amount,
       0::bigint AS reserved, 0::bigint AS doubtful
FROM volume v
JOIN broadcast b USING (broadcast_id)
WHERE b.kind <> 'targeted'
  AND v.day BETWEEN CAST(:#${variable.period[from]} AS date) AND CAST(:#${variable.period[to]} AS date)
GROUP BY 1, 2, 3, 4
UNION ALL
SELECT to_char(s.handed_over, 'YYYY-MM'), b.kind, coalesce(s.port, ''), coalesce(b.source_address, ''),
       sum(s.spent), 0, sum(s.spent * s.price), sum(s.reserved), sum(s.doubtful)
FROM v_segment_cost s
JOIN broadcast b USING (broadcast_id)
WHERE s.contract_id = CAST(:#${variable.contract[contract_id]} AS integer)
  AND s.handed_over::date BETWEEN CAST(:#${variable.period[from]} AS date) AND CAST(:#${variable.period[to]} AS date)
GROUP BY 1, 2, 3, 4
HAVING sum(s.spent + s.reserved) > 0
ORDER BY 1, 2, 3, 4
