UPDATE receipt SET match = 'unmatched' WHERE match = 'new' AND received_at < :before
