UPDATE status_message
SET sent_at = CAST(:#${variable.now} AS timestamptz)
WHERE status_id = CAST(:#${variable.statusId} AS bigint) AND sent_at IS NULL
