-- Somebody sent other content under an identity that is taken: on record each time; one alarm for a source, until a person
-- ends it (FORMATS §3).
WITH noted AS (
    INSERT INTO audit (actor, action, subject, detail)
    VALUES (:source, 'identity-conflict', 'alert:' || :alertId, jsonb_build_object('wayIn', :wayIn::text))
)
SELECT raise_alarm('identity-conflict', 'source:' || :source, jsonb_build_object('alertId', CAST(:alertId AS text)), :now)
