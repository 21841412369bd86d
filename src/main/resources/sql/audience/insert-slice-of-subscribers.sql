-- One slice of everyone. Opt-outs stay visible as SUPPRESSED, unless an emergency was approved that overrides them (C-09).
-- Returns how many recipients it made.
WITH people AS (
    SELECT s.number_index, s.number_sealed, s.visitor, s.district,
           o.number_index IS NOT NULL
               AND NOT (SELECT opt_out_override FROM broadcast WHERE broadcast_id = :broadcastId) AS opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY s.subscriber_id) - 1)::int AS recipient_no
    FROM subscriber s LEFT JOIN opt_out o USING (number_index)
    WHERE s.subscriber_id BETWEEN :fromKey AND :toKey
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
