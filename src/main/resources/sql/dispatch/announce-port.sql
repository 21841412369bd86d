-- A person's order about a port, for the trail and for party A (C-17).
WITH audited AS (
    INSERT INTO audit (actor, action, subject) VALUES (:account, :kind, 'port:' || :port)
)
SELECT announce(:kind, 'port:' || :port, '{}', :account, :now)
