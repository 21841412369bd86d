-- The first slice is small, so that sending begins while the rest is still being written; each further one as large as all
-- before it, so that the next is there before a fast port has sent the last.
SELECT e.broadcast_id, e.origin, b.alert_id, e.next_key AS from_key, e.next_recipient_no, e.next_chunk_no,
       b.wire_segments AS segments,
       CASE WHEN e.origin IN ('named', 'drill') THEN e.last_key
            WHEN e.origin = 'told'
                THEN least(e.last_key, e.next_key + least(:slice, greatest(:firstSlice, e.next_key)) - 1)
            ELSE coalesce((SELECT max(k.subscriber_id)
                           FROM (SELECT s.subscriber_id FROM subscriber s
                                 WHERE s.subscriber_id BETWEEN e.next_key AND e.last_key
                                 ORDER BY s.subscriber_id
                                 LIMIT least(:slice, greatest(:firstSlice, e.next_recipient_no))) AS k),
                          e.last_key) END AS to_key
FROM expansion e JOIN broadcast b USING (broadcast_id)
WHERE e.broadcast_id = :broadcastId AND e.next_key <= e.last_key
  AND b.expanded_at IS NULL AND b.state IN ('EXPANDING', 'PAUSED')
