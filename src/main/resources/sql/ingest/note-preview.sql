-- Who asked what would become of an alert, and of which: its keyed hash, and how many numbers stood in it.
INSERT INTO audit (actor, action, subject, detail)
VALUES (:account, 'previewed', 'preview',
        jsonb_build_object('content', encode(CAST(:content AS bytea), 'hex'), 'numbers', CAST(:numbers AS int)))
