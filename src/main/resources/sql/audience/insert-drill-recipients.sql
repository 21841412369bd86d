-- A drill reaches drill numbers and nobody else: of them those whom its audience means, and of these those who were told when
-- it is for them only. Returns how many recipients it made.
WITH meant AS MATERIALIZED (
    SELECT a.alert_id, b.audience, a.message_type = 'CANCEL' AS notice,
           (b.audience ->> 'wholeNetwork')::boolean AS everyone, coalesce(b.audience ->> 'only', '') = 'told' AS told
    FROM broadcast b JOIN alert a USING (alert_id) WHERE b.broadcast_id = :broadcastId AND b.kind = 'drill'
), people AS (
    SELECT d.number_index, d.number_sealed, coalesce(s.visitor, false) AS visitor, s.district,
           o.number_index IS NOT NULL AS opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY d.number_index) - 1)::int AS recipient_no
    FROM meant
    CROSS JOIN drill_number d
    LEFT JOIN subscriber s USING (number_index)
    LEFT JOIN opt_out o USING (number_index)
    WHERE :fromKey <= :toKey AND d.removed_at IS NULL
      AND (meant.notice OR (meant.everyone AND s.number_index IS NOT NULL)
           OR EXISTS (SELECT FROM alert_number n WHERE n.alert_id = meant.alert_id AND n.number_index = d.number_index)
           OR EXISTS (SELECT FROM jsonb_array_elements_text(meant.audience -> 'groups') AS g (group_name)
                      JOIN group_member m ON m.group_name = g.group_name AND m.number_index = d.number_index))
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
