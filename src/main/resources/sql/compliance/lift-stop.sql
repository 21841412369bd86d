WITH lifted AS (
    UPDATE sending_stop SET lifted_by = :account, lifted_at = :now, lift_reason = :reason WHERE lifted_at IS NULL
    RETURNING *
)
SELECT announce('sending-goes-on', 'hub', jsonb_build_object('stopId', stop_id::text), lifted_by, lifted_at),
       end_alarm('sending-stopped', 'hub', lifted_by, lift_reason, lifted_at)
FROM lifted
