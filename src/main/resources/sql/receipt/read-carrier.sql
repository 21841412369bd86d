SELECT carrier, message_ids, ids_by_number FROM port WHERE port = :port
