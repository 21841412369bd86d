-- One whose answer is there by now is not given up: the next merge finds it.
UPDATE receipt r SET match = 'unmatched'
WHERE r.match = 'waiting' AND r.received_at < :before
  AND NOT EXISTS (SELECT FROM message m WHERE m.carrier = r.carrier AND m.message_id = r.message_id)
