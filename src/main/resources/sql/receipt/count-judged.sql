-- Receipts judged since :after, by what became of them: all up to the oldest that still waits for its answer.
WITH judged AS (
    SELECT coalesce((SELECT min(receipt_id) - 1 FROM receipt WHERE match = 'waiting'),
                    (SELECT last_receipt_id FROM merge_mark)) AS up_to
)
SELECT j.up_to,
       count(*) FILTER (WHERE r.receipt_id IS NOT NULL AND coalesce(r.match, 'matched') = 'matched') AS matched,
       count(*) FILTER (WHERE r.match = 'repeated') AS repeated,
       count(*) FILTER (WHERE r.match = 'unmatched') AS unmatched
FROM judged j
LEFT JOIN receipt r ON r.receipt_id > :after AND r.receipt_id <= j.up_to
GROUP BY j.up_to
