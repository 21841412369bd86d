SELECT carrier, message_ids FROM port WHERE port = :port
