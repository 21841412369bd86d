SELECT CASE WHEN :low THEN raise_alarm('match-rate-low', 'receipts', jsonb_build_object('matched', CAST(:matched AS bigint), 'receipts', CAST(:receipts AS bigint)), :now) END,
       CASE WHEN NOT :low THEN CAST(end_alarm('match-rate-low', 'receipts', 'hub', 'receipts match again', :now) AS text) END
