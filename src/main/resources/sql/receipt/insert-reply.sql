WITH stored AS (
    INSERT INTO reply (port, number_index, number_sealed, text_sealed, opt_out, received_at)
    VALUES (:port, :numberIndex, :numberSealed, :textSealed, :optOut, :now)
    RETURNING number_index, opt_out, received_at
)
INSERT INTO opt_out (number_index, since, reason, recorded_by)
SELECT number_index, received_at, 'reply', 'hub' FROM stored WHERE opt_out
ON CONFLICT DO NOTHING
