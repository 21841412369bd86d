-- When the last segment of an ended broadcast became final. Its state stays as it ended.
UPDATE broadcast b
SET completed_at = CAST(:#${variable.now} AS timestamptz)
WHERE b.state IN ('CANCELLED', 'EXPIRED', 'STOPPED') AND b.completed_at IS NULL
  AND NOT EXISTS (SELECT FROM submission s
                  WHERE s.broadcast_id = b.broadcast_id
                    AND s.state IN ('SUBMITTED', 'UNCERTAIN', 'INTENT', 'PENDING', 'RETRY_WAIT'))
