-- Whoever wants to approve, and how that person stands to whoever submitted it and to those who have approved the same.
SELECT me.party, same_person(:account, :submitter) AS submitter_too,
       is_person(:submitter) AS submitted_by_person,
       EXISTS (SELECT FROM approval p
               WHERE p.broadcast_id = :broadcastId AND p.decision = 'approve' AND p.content_hash = :contentHash
                 AND same_person(p.decided_by, :account)) AS approved_already
FROM (VALUES (:account)) AS wanted (account)
LEFT JOIN account me ON me.account = wanted.account AND me.closed_at IS NULL
