INSERT INTO permit (broadcast_id, content_hash, expires_at)
SELECT broadcast_id, content_hash, expires_at FROM broadcast WHERE broadcast_id = :broadcastId
