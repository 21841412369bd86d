UPDATE broadcast SET state = 'SENDING', completed_at = NULL WHERE broadcast_id = :broadcastId AND state IN ('SENT', 'COMPLETED')
