INSERT INTO audit (actor, action, subject, detail)
VALUES (:account, :action, 'broadcast:' || :broadcastId,
        jsonb_strip_nulls(jsonb_build_object('decision', :decision::text, 'reason', :reason::text,
                                             'segments', :segments::int, 'proposedBy', :proposedBy::text)))
