-- When an alert was stored: with its number it is unlike any other, in any database.
SELECT received_at FROM alert WHERE alert_id = :alertId
