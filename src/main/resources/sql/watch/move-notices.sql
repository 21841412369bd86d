-- A notice whose ports all stopped working, and of which nothing has gone yet, is carried by others that sign alike and cut
-- texts alike. The token in the old queue will find nothing to send.
WITH moved AS (
    UPDATE broadcast b
    SET carried_by = other.kind, source_address = other.source_address
    FROM (SELECT p.kind, p.source_address, p.signature_by, p.long_text, row_number() OVER (ORDER BY p.kind <> 'duty', p.kind <> 'targeted') AS n
          FROM port p WHERE p.kind <> 'drill' AND p.trouble IS NULL) AS other
    WHERE b.kind = 'duty' AND b.state IN ('EXPANDING', 'SENDING') AND other.signature_by = b.signature_by
      AND (other.long_text = 'message-payload') = (b.wire_segments = 1 AND length(b.signature || b.text) > 70)
      AND NOT EXISTS (SELECT FROM port p WHERE p.kind = b.carried_by AND p.source_address = b.source_address AND p.trouble IS NULL)
      AND NOT EXISTS (SELECT FROM submission s WHERE s.broadcast_id = b.broadcast_id AND s.state IN ('INTENT', 'SUBMITTED', 'UNCERTAIN'))
    RETURNING b.broadcast_id
)
UPDATE chunk c SET state = 'WAITING' FROM moved WHERE c.broadcast_id = moved.broadcast_id AND c.state = 'QUEUED'
