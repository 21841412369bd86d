-- What was let go: it may send yet, or something of it went out.
SELECT b.broadcast_id, b.text, b.state = 'PAUSED' AS paused,
       EXISTS (SELECT FROM claim c WHERE c.broadcast_id = b.broadcast_id) AS began
FROM broadcast b
JOIN permit p USING (broadcast_id)
WHERE b.created_at >= :since AND b.text IS NOT NULL
ORDER BY b.broadcast_id
