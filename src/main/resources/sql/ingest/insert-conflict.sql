-- Somebody sent other content under an identity that is taken: an alarm (FORMATS §3).
INSERT INTO audit (actor, action, subject, detail)
VALUES (:source, 'identity-conflict', 'alert:' || :alertId, jsonb_build_object('wayIn', :wayIn::text))
