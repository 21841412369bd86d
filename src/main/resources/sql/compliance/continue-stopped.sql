-- There is money again: those that the budget kept out wait once more. Only while the alert holds; the approval still binds what
-- goes out.
WITH moved AS (
    UPDATE broadcast b
    SET state = 'SENDING', reasons = '[]', completed_at = NULL
    FROM permit p
    WHERE b.broadcast_id = :broadcastId AND b.state = 'STOPPED' AND b.reasons @> '[{"code": "budget-stop"}]'
      AND p.broadcast_id = b.broadcast_id AND p.ended_at IS NULL AND p.expires_at > :now
    RETURNING b.broadcast_id
), again AS (
    UPDATE submission s
    SET state = 'PENDING', state_at = :now, reason = CASE s.reason WHEN 'budget-again' THEN 'continued-again' END
    FROM moved m
    WHERE s.broadcast_id = m.broadcast_id AND s.state = 'BUDGET_STOP'
    RETURNING s.broadcast_id, s.recipient_no
), reopened AS (
    UPDATE chunk c SET state = 'WAITING', due_at = NULL
    WHERE c.broadcast_id IN (SELECT broadcast_id FROM moved)
      AND EXISTS (SELECT FROM again a WHERE a.recipient_no BETWEEN c.first_recipient_no AND c.last_recipient_no)
), heard AS (
    SELECT end_alarm('budget-stop', 'broadcast:' || broadcast_id, :account, 'resumed', :now) FROM moved
)
SELECT moved.broadcast_id FROM moved LEFT JOIN heard ON true
