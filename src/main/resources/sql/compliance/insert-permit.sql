INSERT INTO permit (broadcast_id, content_hash, window_opens, window_closes, not_before, expires_at)
VALUES (:broadcastId, :contentHash, :windowOpens, :windowCloses, :notBefore, :expiresAt)
