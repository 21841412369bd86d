INSERT INTO audit (at, actor, action, subject, detail)
VALUES (:now, :actor, :action, :subject, CAST(:detail AS jsonb))
