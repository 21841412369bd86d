SELECT decided_by, party FROM approval
WHERE broadcast_id = :broadcastId AND decision = 'approve' AND content_hash = :contentHash
