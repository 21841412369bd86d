-- True when every port of the kind and address sends long texts whole, as one message_payload.
SELECT coalesce(bool_and(long_text = 'message-payload'), false) FROM port WHERE kind = :kind AND source_address = :sourceAddress
