INSERT INTO audit (actor, action, subject) VALUES (:account, 'audit-read', coalesce(:subject, 'audit'))
