UPDATE receipt SET match = 'unmatched' WHERE match = 'waiting' AND received_at < :before
