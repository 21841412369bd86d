-- An alert never outlives its expiry, wherever it stands.
UPDATE broadcast b
SET state = 'EXPIRED',
    reasons = '[{"code": "expired", "where": "", "zh": "预警已失效，不再发布。", "en": "The alert has expired; it is not published any more."}]'
WHERE b.expires_at <= :#${variable.now}
  AND b.state IN (SELECT t.from_state FROM transition t WHERE t.entity = 'broadcast' AND t.to_state = 'EXPIRED')
