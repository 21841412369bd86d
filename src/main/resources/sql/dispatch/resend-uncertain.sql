-- A person's order: what was uncertain when it was given.
UPDATE submission SET state = 'PENDING', reason = 'resend-ordered', resends = resends + 1, state_at = :now
WHERE broadcast_id = :broadcastId AND state = 'UNCERTAIN' AND state_at <= :asOf
