-- Every chunk is done and no segment waits or is under way. CASE, so that the ledger is read only once the chunks are done.
UPDATE broadcast b
SET state = 'SENT',
    first_submit_at = (SELECT min(c.claimed_at) FROM claim c WHERE c.broadcast_id = b.broadcast_id),
    last_submit_at = (SELECT max(c.answered_at) FROM claim c WHERE c.broadcast_id = b.broadcast_id)
WHERE b.state IN ('SENDING') AND b.expanded_at IS NOT NULL
  AND CASE WHEN EXISTS (SELECT FROM chunk c WHERE c.broadcast_id = b.broadcast_id AND c.state <> 'DONE') THEN false
           ELSE NOT EXISTS (SELECT FROM submission s
                            WHERE s.broadcast_id = b.broadcast_id AND s.state IN ('PENDING', 'RETRY_WAIT', 'INTENT')) END
