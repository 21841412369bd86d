INSERT INTO source (source, senders) VALUES (:source, CAST(:senders AS text[]))
ON CONFLICT (source) DO UPDATE SET senders = EXCLUDED.senders
