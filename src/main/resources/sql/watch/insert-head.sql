INSERT INTO audit_head (day, at, audit_id, audit_hash, digest_id, digest_hash)
SELECT :day, :now, coalesce(a.audit_id, 0), coalesce(a.hash, '\x00'), coalesce(d.digest_id, 0), coalesce(d.hash, '\x00')
FROM (SELECT) AS always
LEFT JOIN LATERAL (SELECT audit_id, hash FROM audit ORDER BY audit_id DESC LIMIT 1) AS a ON true
LEFT JOIN LATERAL (SELECT digest_id, hash FROM chunk_digest ORDER BY digest_id DESC LIMIT 1) AS d ON true
ON CONFLICT (day) DO NOTHING
RETURNING day::text AS day, audit_id, audit_hash, digest_id, digest_hash
