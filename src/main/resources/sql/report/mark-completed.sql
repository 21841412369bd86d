-- Every segment of every recipient is final.
UPDATE broadcast b
SET state = 'COMPLETED', completed_at = CAST(:#${variable.now} AS timestamptz)
WHERE b.state IN ('SENT')
  AND NOT EXISTS (SELECT FROM submission s
                  WHERE s.broadcast_id = b.broadcast_id
                    AND s.state IN ('SUBMITTED', 'UNCERTAIN', 'INTENT', 'PENDING', 'RETRY_WAIT'))
