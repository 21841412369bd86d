UPDATE submission SET state = 'ABANDONED', reason = 'abandon-ordered', state_at = :now
WHERE broadcast_id = :broadcastId AND state = 'UNCERTAIN' AND state_at <= :asOf
