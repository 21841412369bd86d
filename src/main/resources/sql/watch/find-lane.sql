-- Ports of their own first; what the public is told over last.
SELECT p.kind, p.source_address, min(p.signature_by) AS signature_by, bool_and(p.long_text = 'message-payload') AS whole_texts
FROM port p
WHERE p.kind <> 'drill'
GROUP BY p.kind, p.source_address
HAVING bool_or(p.trouble IS NULL) AND count(DISTINCT p.signature_by) = 1
ORDER BY p.kind <> 'duty', p.kind <> 'targeted', sum(p.rate) DESC
LIMIT 1
