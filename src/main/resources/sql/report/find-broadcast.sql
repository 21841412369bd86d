-- One broadcast with its permit, as far as the asking account may see it (null source: all).
SELECT b.broadcast_id, b.alert_id, a.identifier, b.kind, b.state, b.reasons::text AS reasons, b.superseded_by, b.colour, b.source_address,
       b.text, b.signature, b.signature_by, b.billable_segments, b.wire_segments, b.audience::text AS audience,
       b.content_hash, b.uncertain_policy, b.approval_reference, b.authorisation_reference, b.recipients, b.created_at,
       b.send_after, b.finish_by, b.expires_at, b.snapshot_at, b.expanded_at, b.completed_at,
       coalesce(b.first_submit_at, c.first_at) AS started_at, coalesce(b.last_submit_at, c.last_at) AS ended_at,
       permit_refusal(b.broadcast_id, CAST(:#${variable.now} AS timestamptz)) AS permit_refusal,
       p.not_before, p.window_opens::text AS window_opens, p.window_closes::text AS window_closes,
       (SELECT min(g.valid_from) FROM send_grant g
        WHERE (g.kind IS NULL OR g.kind = b.kind) AND g.valid_from > CAST(:#${variable.now} AS timestamptz)) AS next_grant
FROM broadcast b
JOIN alert a USING (alert_id)
LEFT JOIN permit p USING (broadcast_id)
CROSS JOIN LATERAL (SELECT min(claimed_at) AS first_at, max(answered_at) AS last_at
                    FROM claim WHERE claim.broadcast_id = b.broadcast_id) c
WHERE b.broadcast_id = CAST(:#${variable.broadcastId} AS bigint)
  AND (CAST(:#${variable.source} AS text) IS NULL OR a.source = CAST(:#${variable.source} AS text))
