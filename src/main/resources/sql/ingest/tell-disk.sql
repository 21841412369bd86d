SELECT CASE WHEN :low THEN raise_alarm('disk-nearly-full', 'hub', jsonb_build_object('freeMb', CAST(:freeMb AS bigint)), :now) END,
       CASE WHEN NOT :low THEN CAST(end_alarm('disk-nearly-full', 'hub', 'hub', 'there is room again', :now) AS text) END
