INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status, state, model, raw_sealed,
                   received_at, queued_at)
VALUES ('hub', 'hub', 'JSON', 'hub', :identifier, :contentIndex, 'ALERT', 'ACTUAL', 'ACCEPTED', CAST(:model AS jsonb), :rawSealed,
        :now, :now)
RETURNING alert_id
