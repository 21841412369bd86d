SELECT (SELECT count(*) FROM audit) AS audit_rows, (SELECT count(*) FROM chunk_digest) AS digests,
       (SELECT audit_id || ':' || encode(hash, 'hex') FROM audit ORDER BY audit_id DESC LIMIT 1) AS head
