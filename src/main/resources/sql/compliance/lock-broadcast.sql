SELECT b.broadcast_id, b.alert_id, b.kind, b.state, b.reasons, b.audience, coalesce(b.text, '') AS text, b.signature,
       b.signature_by, coalesce(b.billable_segments, 0) AS billable_segments,
       coalesce(b.wire_segments, 0) AS wire_segments, b.source_address, b.send_after, b.finish_by, b.expires_at,
       b.window_opens, b.window_closes, b.uncertain_policy, b.opt_out_override, b.content_hash, b.approval_reference,
       b.authorisation_reference, a.source, a.model
FROM broadcast b
JOIN alert a USING (alert_id)
WHERE b.broadcast_id = :broadcastId
FOR UPDATE OF b
