-- A drill reaches drill numbers and nobody else: of them those whom its audience means, and of these those who were told when
-- it is for them only. Returns how many recipients it made.
WITH meant AS MATERIALIZED (
    SELECT a.alert_id, b.audience, a.message_type = 'CANCEL' AS notice,
           (b.audience ->> 'wholeNetwork')::boolean AS everyone, coalesce(b.audience ->> 'only', '') = 'told' AS told
    FROM broadcast b JOIN alert a USING (alert_id) WHERE b.broadcast_id = :broadcastId AND b.kind = 'drill'
), people AS (
    SELECT d.number_index, d.number_sealed, d.visitor, d.district, d.opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY d.number_index) - 1)::int AS recipient_no
    FROM meant
    CROSS JOIN LATERAL people_drilled(meant.alert_id, '{}', ARRAY(SELECT jsonb_array_elements_text(meant.audience -> 'groups')),
                                      meant.everyone, meant.notice) AS d
    WHERE :fromKey <= :toKey
      AND (NOT meant.told
           OR EXISTS (SELECT FROM told_of t
                      JOIN recipient r ON r.broadcast_id = t.of_broadcast_id AND r.number_index = d.number_index
                      WHERE t.broadcast_id = :broadcastId AND was_told(r.broadcast_id, r.recipient_no)))
), recipients AS (
    INSERT INTO recipient (broadcast_id, recipient_no, number_index, number_sealed, visitor, district)
    SELECT :broadcastId, recipient_no, number_index, number_sealed, visitor, district FROM people
    RETURNING recipient_no
), submissions AS (
    INSERT INTO submission (broadcast_id, recipient_no, segment_no, state, reason, state_at)
    SELECT :broadcastId, recipient_no, segment_no,
           CASE WHEN opted_out THEN 'SUPPRESSED' ELSE 'PENDING' END::submission_state,
           CASE WHEN opted_out THEN 'opt-out' END, :now
    FROM people CROSS JOIN generate_series(1, :segments) AS segment_no
)
SELECT count(*)::int FROM recipients
