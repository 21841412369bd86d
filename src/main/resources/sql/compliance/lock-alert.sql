SELECT alert_id, source, state, model, received_at FROM alert WHERE alert_id = :alertId FOR UPDATE
