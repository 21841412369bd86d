UPDATE broadcast b
SET expanded_at = :now, recipients = e.next_recipient_no, state = CASE WHEN b.state = 'EXPANDING' THEN 'SENDING' ELSE b.state END
FROM expansion e
WHERE b.broadcast_id = :broadcastId AND e.broadcast_id = b.broadcast_id AND b.expanded_at IS NULL
  AND e.next_key > e.last_key AND b.state IN ('EXPANDING', 'PAUSED')
