-- One alert, as far as the asking account may see it (null source: all).
SELECT alert_id, source, way_in, dialect, sender, identifier, message_type, status, purpose, state, reasons::text AS reasons,
       received_at
FROM alert
WHERE alert_id = CAST(:#${variable.alertId} AS bigint)
  AND (CAST(:#${variable.source} AS text) IS NULL OR source = CAST(:#${variable.source} AS text))
