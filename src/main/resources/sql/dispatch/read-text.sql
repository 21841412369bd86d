-- What goes on the wire: the hub puts the signature in front unless the carrier does (C-05).
SELECT CASE WHEN signature_by = 'hub' THEN signature || text ELSE text END FROM broadcast WHERE broadcast_id = :broadcastId
