-- One slice of everyone. Opt-outs stay visible as SUPPRESSED, unless an emergency was approved that overrides them (C-09).
-- Returns how many recipients it made.
WITH people AS (
    SELECT p.number_index, p.number_sealed, p.visitor, p.district,
           p.opted_out AND NOT (SELECT opt_out_override FROM broadcast WHERE broadcast_id = :broadcastId) AS opted_out,
           (:nextRecipientNo + row_number() OVER (ORDER BY p.subscriber_id) - 1)::int AS recipient_no
    FROM people_subscribed(:fromKey, :toKey) AS p
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
