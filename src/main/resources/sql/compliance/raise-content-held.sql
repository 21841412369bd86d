SELECT raise_alarm('content-held', 'broadcast:' || :broadcastId, NULL, :now)
