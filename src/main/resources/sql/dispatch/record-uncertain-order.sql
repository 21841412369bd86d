INSERT INTO audit (actor, action, subject, detail)
VALUES (:account, 'uncertain-settled', 'broadcast:' || :broadcastId,
        jsonb_build_object('decision', :decision::text, 'reason', :reason::text, 'segments', :segments::int))
