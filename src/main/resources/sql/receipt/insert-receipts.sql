INSERT INTO receipt (port, message_id, outcome, stat, error_code, number_index, raw_sealed, received_at)
SELECT port, message_id, outcome::submission_state, stat, error_code, number_index, raw, received_at
FROM unnest(:ports::text[], :messageIds::text[], :outcomes::text[], :stats::text[], :errorCodes::text[],
            :numberIndexes::bytea[], :raws::bytea[], :times::timestamptz[])
    AS r (port, message_id, outcome, stat, error_code, number_index, raw, received_at)
