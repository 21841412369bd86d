UPDATE chunk c SET state = 'WAITING', due_at = NULL
WHERE c.broadcast_id = :broadcastId AND c.state = 'DONE'
  AND EXISTS (SELECT FROM submission s
              WHERE s.broadcast_id = c.broadcast_id AND s.state = 'PENDING'
                AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no)
