SELECT CASE WHEN NOT :sound THEN raise_alarm('audit-broken', 'audit', jsonb_build_object('chain', CAST(:chain AS text), 'row', CAST(:row AS bigint), 'fault', CAST(:fault AS text)), :now) END,
       CASE WHEN :sound THEN CAST(end_alarm('audit-broken', 'audit', 'hub', 'both chains are sound', :now) AS text) END
