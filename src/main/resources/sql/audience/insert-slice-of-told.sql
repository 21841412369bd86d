-- One slice of those who were told (was_told), each person once, of an Update only as far as it means them. Opt-outs stay
-- visible as SUPPRESSED (C-09). Returns how many recipients it made.
WITH meant AS MATERIALIZED (
    SELECT a.alert_id, b.audience, a.message_type = 'CANCEL' OR (b.audience ->> 'wholeNetwork')::boolean AS everyone
    FROM broadcast b JOIN alert a USING (alert_id) WHERE b.broadcast_id = :broadcastId
), people AS (
    SELECT r.number_index, r.number_sealed, r.visitor, r.district, o.number_index IS NOT NULL AS opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY t.first_key, r.recipient_no) - 1)::int AS recipient_no
    FROM meant
    CROSS JOIN told_of t
    JOIN recipient r ON r.broadcast_id = t.of_broadcast_id AND r.recipient_no < t.recipients
                    AND r.recipient_no BETWEEN :fromKey - t.first_key AND :toKey - t.first_key
    LEFT JOIN opt_out o ON o.number_index = r.number_index
    WHERE t.broadcast_id = :broadcastId AND was_told(r.broadcast_id, r.recipient_no)
      AND NOT EXISTS (SELECT FROM told_of later
                      JOIN recipient q ON q.broadcast_id = later.of_broadcast_id AND q.number_index = r.number_index
                      WHERE later.broadcast_id = :broadcastId AND later.of_broadcast_id > t.of_broadcast_id
                        AND was_told(q.broadcast_id, q.recipient_no))
      AND (meant.everyone
           OR EXISTS (SELECT FROM alert_number n WHERE n.alert_id = meant.alert_id AND n.number_index = r.number_index)
           OR EXISTS (SELECT FROM jsonb_array_elements_text(meant.audience -> 'groups') AS g (group_name)
                      JOIN group_member m ON m.group_name = g.group_name AND m.number_index = r.number_index))
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
