-- Stores an alert unless its identity is taken; then returns nothing, once the one that took it has committed.
INSERT INTO alert (source, way_in, dialect, sender, identifier, content_index, message_type, status, state, first_state,
                   reasons, model, raw_sealed, received_at)
VALUES (:source, :wayIn, :dialect, :sender, :identifier, :contentIndex, :messageType, :status, :state, :state,
        :reasons::jsonb, :model::jsonb, :rawSealed, :now)
ON CONFLICT (sender, identifier) DO NOTHING
RETURNING alert_id
