SELECT i.starts_at AS start, i.ends_at AS "end", i.term, i.class AS prohibited_class, c.words_zh AS class_zh,
       c.words_en AS class_en, i.decision, i.decided_by, i.reason
FROM interception i
JOIN prohibited_class c USING (class)
WHERE i.broadcast_id = :broadcastId
ORDER BY i.starts_at, i.ends_at DESC
