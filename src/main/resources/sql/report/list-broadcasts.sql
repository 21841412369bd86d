-- A page of broadcasts, newest first, each row with the count of all that were found; one empty row when the page is.
WITH found AS MATERIALIZED (
    SELECT b.broadcast_id
    FROM broadcast b
    JOIN alert a USING (alert_id)
    WHERE (CAST(:#${variable.source} AS text) IS NULL OR a.source = CAST(:#${variable.source} AS text))
      AND (CAST(:#${variable.filter[alertId]} AS bigint) IS NULL
           OR b.alert_id = CAST(:#${variable.filter[alertId]} AS bigint))
      AND (CAST(:#${variable.filter[state]} AS text) IS NULL OR b.state = CAST(:#${variable.filter[state]} AS text))
      AND (CAST(:#${variable.filter[kind]} AS text) IS NULL OR b.kind = CAST(:#${variable.filter[kind]} AS text))
      AND b.created_at >= coalesce(CAST(:#${variable.filter[from]} AS timestamptz), '-infinity')
      AND b.created_at < coalesce(CAST(:#${variable.filter[to]} AS timestamptz), 'infinity')
), page AS (
    SELECT broadcast_id FROM found ORDER BY broadcast_id DESC
    LIMIT 50 OFFSET 50 * CAST(:#${variable.filter[page]} AS integer)
)
SELECT (SELECT count(*) FROM found) AS total, b.broadcast_id, b.alert_id, a.identifier, b.kind, b.state,
       b.reasons::text AS reasons, b.superseded_by, b.colour, b.source_address, b.text, b.signature, b.signature_by, b.billable_segments,
       b.wire_segments, b.audience::text AS audience, b.content_hash, b.uncertain_policy, b.approval_reference,
       b.authorisation_reference, b.recipients, b.created_at, b.send_after, b.finish_by, b.expires_at, b.snapshot_at,
       b.expanded_at, b.first_submit_at AS started_at, b.last_submit_at AS ended_at, b.completed_at
FROM (SELECT 1) always
LEFT JOIN page ON true
LEFT JOIN broadcast b USING (broadcast_id)
LEFT JOIN alert a USING (alert_id)
ORDER BY b.broadcast_id DESC
