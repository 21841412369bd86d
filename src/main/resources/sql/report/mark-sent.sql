-- Every chunk is done and no segment waits or is under way. CASE, so that the ledger is read only once the chunks are done. A
-- broadcast that the budget kept from some of its people is not sent but stopped, and people are alarmed (C-27).
WITH through AS MATERIALIZED (
    SELECT b.broadcast_id,
           b.kind = 'targeted' AND EXISTS (SELECT FROM submission s
                                           WHERE s.broadcast_id = b.broadcast_id AND s.state = 'BUDGET_STOP') AS stopped
    FROM broadcast b
    WHERE b.state IN ('SENDING') AND b.expanded_at IS NOT NULL
      AND CASE WHEN EXISTS (SELECT FROM chunk c WHERE c.broadcast_id = b.broadcast_id AND c.state <> 'DONE') THEN false
               ELSE NOT EXISTS (SELECT FROM submission s
                                WHERE s.broadcast_id = b.broadcast_id AND s.state IN ('PENDING', 'RETRY_WAIT', 'INTENT')) END
), moved AS (
    UPDATE broadcast b
    SET state = CASE WHEN t.stopped THEN 'STOPPED' ELSE 'SENT' END,
        reasons = CASE WHEN t.stopped
            THEN CAST('[{"code": "budget-stop", "where": "", "zh": "翼点触达预算不足，其余用户未发送（C-27）。登记补充额度后，审批人可恢复发送。", "en": "The budget for targeted broadcasts does not reach further; the others were not sent to (C-27). When a supplement is on record, an approver can resume."}]' AS jsonb)
            ELSE b.reasons END,
        first_submit_at = (SELECT min(c.claimed_at) FROM claim c WHERE c.broadcast_id = b.broadcast_id),
        last_submit_at = (SELECT max(c.answered_at) FROM claim c WHERE c.broadcast_id = b.broadcast_id)
    FROM through t
    WHERE b.broadcast_id = t.broadcast_id AND b.state IN ('SENDING')
    RETURNING b.broadcast_id, t.stopped
)
SELECT raise_alarm('budget-stop', 'broadcast:' || broadcast_id, NULL, CAST(:#${variable.now} AS timestamptz))
FROM moved WHERE stopped
