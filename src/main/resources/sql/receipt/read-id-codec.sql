SELECT message_ids FROM port WHERE port = :port
