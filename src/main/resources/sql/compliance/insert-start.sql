-- Keeps what the hub was started with, and announces what is other than at the last start (C-17). Ports stand in the
-- ledger, and what troubles one now is no setting.
WITH before AS MATERIALIZED (
    SELECT settings, routes FROM hub_start ORDER BY start_id DESC LIMIT 1
), started AS (
    INSERT INTO hub_start (started_at, settings, routes)
    SELECT :now,
           CAST(:settings AS jsonb)
               || jsonb_build_object('ports', coalesce(jsonb_object_agg(p.port, to_jsonb(p) - 'port' - 'configured_at' - 'trouble'), '{}')),
           CAST(:routes AS jsonb)
    FROM port p
    RETURNING settings, routes
), changed AS (
    SELECT 'settings-changed' AS kind, b.settings AS before, s.settings AS now FROM before b CROSS JOIN started s
    UNION ALL
    SELECT 'routes-changed', b.routes, s.routes FROM before b CROSS JOIN started s
)
SELECT announce(c.kind, 'hub', jsonb_build_object('changed', d.differences), 'hub', :now)
FROM changed c
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(key, jsonb_build_object('before', c.before -> key, 'now', c.now -> key)) AS differences
    FROM jsonb_object_keys(c.before || c.now) AS key
    WHERE c.before -> key IS DISTINCT FROM c.now -> key) AS d
WHERE d.differences IS NOT NULL
