UPDATE chunk SET state = 'WAITING' WHERE broadcast_id = :broadcastId AND chunk_no = :chunkNo AND state = 'QUEUED'
