-- Who looked at whose submissions (C-43).
INSERT INTO audit (actor, action, subject)
VALUES (CAST(:#${variable.account} AS text), 'submissions-read',
        'broadcast:' || CAST(:#${variable.broadcastId} AS text))
