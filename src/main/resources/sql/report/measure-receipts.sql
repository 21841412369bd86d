-- How long receipts took, from submit to receipt by our own clock, in milliseconds.
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY receipt_millis) AS p50,
       percentile_cont(0.99) WITHIN GROUP (ORDER BY receipt_millis) AS p99
FROM submission
WHERE broadcast_id = CAST(:#${variable.broadcastId} AS bigint) AND receipt_millis IS NOT NULL
