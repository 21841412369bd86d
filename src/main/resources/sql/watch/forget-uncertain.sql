-- Chunks in which nothing is uncertain any more.
DELETE FROM uncertain_left l USING chunk c
WHERE c.broadcast_id = l.broadcast_id AND c.chunk_no = l.chunk_no
  AND NOT EXISTS (SELECT FROM submission s
                  WHERE s.broadcast_id = l.broadcast_id AND s.state = 'UNCERTAIN'
                    AND s.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no)
