-- The alert that holds an identity, with the state its first answer told.
SELECT alert_id, identifier, content_index, first_state FROM alert WHERE sender = :sender AND identifier = :identifier
