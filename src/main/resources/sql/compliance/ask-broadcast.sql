SELECT EXISTS (SELECT FROM broadcast WHERE broadcast_id = :broadcastId)
