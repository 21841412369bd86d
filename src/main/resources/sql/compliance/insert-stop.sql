-- The switch (C-18). Thrown already: nothing changes, and no row comes back.
WITH stopped AS (
    INSERT INTO sending_stop (reason, reference, stopped_by, stopped_at)
    VALUES (:reason, :reference, :account, :now)
    ON CONFLICT ((true)) WHERE lifted_at IS NULL DO NOTHING
    RETURNING *
)
SELECT announce('sending-stopped', 'hub', jsonb_build_object('stopId', stop_id::text, 'reference', reference), stopped_by, stopped_at),
       raise_alarm('sending-stopped', 'hub', jsonb_build_object('stopId', stop_id::text), stopped_at)
FROM stopped
