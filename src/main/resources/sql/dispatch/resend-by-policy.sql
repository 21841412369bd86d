-- What the approval ordered for segments that may have gone: RESEND_NOW at once, WAIT_RECEIPT when no receipt has come for
-- :wait. Each at most :most times, the rest waits for a person. A slice of 50 marks; a mark goes when nothing is left to do.
WITH due AS MATERIALIZED (
    SELECT u.uncertain_id, u.broadcast_id, u.chunk_no, c.first_recipient_no AS first, c.last_recipient_no AS last,
           b.uncertain_policy AS policy, b.content_hash,
           CASE b.uncertain_policy WHEN 'RESEND_NOW' THEN interval '0' WHEN 'WAIT_RECEIPT' THEN :wait::interval END AS wait,
           b.state IN ('EXPANDING', 'SENDING', 'SENT') AND refusal.word IS NULL AS may
    FROM uncertain u
    JOIN broadcast b USING (broadcast_id)
    JOIN chunk c USING (broadcast_id, chunk_no)
    CROSS JOIN LATERAL (SELECT permit_refusal(b.broadcast_id, :now) AS word) AS refusal
    WHERE u.due_at <= :now AND (refusal.word IS NULL OR refusal.word IN ('expired', 'ended', 'no-permit'))
    ORDER BY u.uncertain_id
    LIMIT 50
    FOR UPDATE OF u SKIP LOCKED
), resent AS (
    UPDATE submission s
    SET state = 'PENDING', reason = 'resend-by-policy', resends = s.resends + 1, state_at = :now
    FROM (SELECT DISTINCT broadcast_id, chunk_no, first, last, wait FROM due WHERE may AND wait IS NOT NULL) AS d
    WHERE s.broadcast_id = d.broadcast_id AND s.recipient_no BETWEEN d.first AND d.last
      AND s.state = 'UNCERTAIN' AND s.resends < :most AND s.state_at <= :now - d.wait
    RETURNING s.broadcast_id, d.chunk_no
), woken AS (
    UPDATE chunk c SET state = 'WAITING', due_at = NULL
    FROM (SELECT DISTINCT broadcast_id, chunk_no FROM resent) AS r
    WHERE c.broadcast_id = r.broadcast_id AND c.chunk_no = r.chunk_no
), reopened AS (
    UPDATE broadcast b SET state = 'SENDING', completed_at = NULL
    WHERE b.broadcast_id IN (SELECT broadcast_id FROM resent) AND b.state = 'SENT'
), told AS (
    INSERT INTO audit (actor, action, subject, detail)
    SELECT 'hub', 'uncertain-settled', 'broadcast:' || d.broadcast_id,
           jsonb_build_object('decision', 'resend', 'policy', d.policy, 'approvedHash', d.content_hash,
                              'segments', (SELECT count(*) FROM resent r WHERE r.broadcast_id = d.broadcast_id))
    FROM (SELECT DISTINCT broadcast_id, policy, content_hash FROM due) AS d
    WHERE EXISTS (SELECT FROM resent r WHERE r.broadcast_id = d.broadcast_id)
), later AS MATERIALIZED (
    SELECT d.uncertain_id, min(s.state_at) + min(d.wait) AS due_at
    FROM due d
    JOIN submission s ON s.broadcast_id = d.broadcast_id AND s.recipient_no BETWEEN d.first AND d.last
    WHERE d.may AND d.wait IS NOT NULL AND s.state = 'UNCERTAIN' AND s.resends < :most AND s.state_at > :now - d.wait
    GROUP BY d.uncertain_id
), put_off AS (
    UPDATE uncertain u SET due_at = later.due_at FROM later WHERE u.uncertain_id = later.uncertain_id
), left_to_a_person AS (
    INSERT INTO uncertain_left (broadcast_id, chunk_no) SELECT DISTINCT broadcast_id, chunk_no FROM due
    ON CONFLICT DO NOTHING
), done AS (
    DELETE FROM uncertain u USING due
    WHERE u.uncertain_id = due.uncertain_id AND NOT EXISTS (SELECT FROM later WHERE later.uncertain_id = u.uncertain_id)
)
SELECT (SELECT count(*) FROM due) AS marks, (SELECT count(*) FROM resent) AS segments
