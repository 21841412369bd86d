-- After every start: the hub's own role may read and write what it works on; the proof of what it did it may only add to
-- (C-43). Where one role is owner and runtime both, it could give the rights back to itself: docs/security.md.
GRANT USAGE ON SCHEMA public TO "${runtime}";
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO "${runtime}";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "${runtime}";
REVOKE UPDATE, DELETE, TRUNCATE ON audit, audit_head, chunk_digest, audit_start, alarm_word FROM "${runtime}";
GRANT UPDATE (noted_at, sent_at) ON alarm_word TO "${runtime}";
REVOKE INSERT ON audit_start FROM "${runtime}";

-- What only migrations write. Where the owner is the runtime role too it keeps this: without it there would be no second start.
DO $$
BEGIN
    IF current_user <> '${runtime}' THEN
        REVOKE ALL ON transition, flyway_schema_history FROM "${runtime}";
        GRANT SELECT ON transition TO "${runtime}";
    END IF;
END $$;

-- Statistics after a large expansion (TRAPS, database): before PostgreSQL 17 only the owner may make them anew.
DO $$
DECLARE
    name text;
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        FOREACH name IN ARRAY ARRAY['recipient', 'submission', 'chunk'] LOOP
            EXECUTE format('GRANT MAINTAIN ON %I TO "${runtime}"', name);
        END LOOP;
    END IF;
END $$;
