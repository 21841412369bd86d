SELECT CASE WHEN :parked > 0 THEN raise_alarm('message-parked', 'queue:' || :queue, jsonb_build_object('messages', CAST(:parked AS int)), :now) END,
       CASE WHEN :parked = 0 THEN CAST(end_alarm('message-parked', 'queue:' || :queue, 'hub', 'the queue is empty', :now) AS text) END
