-- A page of segments in the order of recipients, one more than a page holds to tell whether there is a next one.
SELECT s.broadcast_id, s.recipient_no, s.segment_no, s.state::text AS state, s.reason, s.port, s.attempts, s.resends,
       s.state_at, r.number_sealed
FROM submission s
JOIN recipient r USING (broadcast_id, recipient_no)
WHERE s.broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
  AND (CAST(:#${variable.filter[state]} AS text) IS NULL
       OR s.state = CAST(CAST(:#${variable.filter[state]} AS text) AS submission_state))
ORDER BY s.recipient_no, s.segment_no
LIMIT 51 OFFSET 50 * CAST(:#${variable.filter[page]} AS bigint)
