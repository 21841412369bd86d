SELECT DISTINCT term FROM interception WHERE broadcast_id = :broadcastId
