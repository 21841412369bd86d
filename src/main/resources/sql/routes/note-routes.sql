INSERT INTO audit (actor, action, subject, detail)
VALUES ('hub', :action, 'routes', jsonb_build_object('place', CAST(:place AS text), 'files', CAST(:files AS jsonb)))
