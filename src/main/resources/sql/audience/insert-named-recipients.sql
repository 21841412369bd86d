-- Numbers of the alert and members of its groups, each person once. Returns how many recipients it made.
WITH people AS (
    SELECT p.number_index, p.number_sealed, p.visitor, p.district, p.opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY p.number_index) - 1)::int AS recipient_no
    FROM broadcast b
    CROSS JOIN LATERAL people_named(:alertId, '{}', ARRAY(SELECT jsonb_array_elements_text(b.audience -> 'groups'))) AS p
    WHERE b.broadcast_id = :broadcastId AND :fromKey <= :toKey
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
