-- Numbers of the alert and members of its groups, each person once. Returns how many recipients it made.
WITH named AS (
    SELECT n.number_index, n.number_sealed FROM alert_number n WHERE n.alert_id = :alertId
    UNION ALL
    SELECT m.number_index, m.number_sealed
    FROM broadcast b
    CROSS JOIN LATERAL jsonb_array_elements_text(b.audience -> 'groups') AS g (group_name)
    JOIN group_member m ON m.group_name = g.group_name
    WHERE b.broadcast_id = :broadcastId
), once AS (
    SELECT DISTINCT ON (number_index) number_index, number_sealed FROM named ORDER BY number_index
), people AS (
    SELECT p.number_index, p.number_sealed, coalesce(s.visitor, false) AS visitor, s.district,
           o.number_index IS NOT NULL AS opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY p.number_index) - 1)::int AS recipient_no
    FROM once p LEFT JOIN subscriber s USING (number_index) LEFT JOIN opt_out o USING (number_index)
    WHERE :fromKey <= :toKey
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
