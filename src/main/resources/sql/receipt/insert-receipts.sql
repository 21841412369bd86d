INSERT INTO receipt
    (port, carrier, message_id, outcome, stat, error_code, reference, number_index, raw_sealed, received_at)
SELECT port, carrier, message_id, outcome::submission_state, stat, error_code, reference, number_index, raw, received_at
FROM unnest(:ports::text[], :carriers::text[], :messageIds::text[], :outcomes::text[], :stats::text[], :errorCodes::text[],
            :references::int[], :numberIndexes::bytea[], :raws::bytea[], :times::timestamptz[])
    AS r (port, carrier, message_id, outcome, stat, error_code, reference, number_index, raw, received_at)
