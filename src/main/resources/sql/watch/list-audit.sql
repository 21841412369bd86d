SELECT audit_id, at, actor, action, subject, detail::text AS detail, hash
FROM audit
WHERE (CAST(:from AS timestamptz) IS NULL OR at >= :from)
  AND (CAST(:to AS timestamptz) IS NULL OR at < :to)
  AND (CAST(:subject AS text) IS NULL OR subject = :subject)
ORDER BY audit_id
LIMIT :most OFFSET :skipped
