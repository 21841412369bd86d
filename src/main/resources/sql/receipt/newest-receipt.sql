SELECT coalesce(max(receipt_id), 0) FROM receipt
