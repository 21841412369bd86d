UPDATE proposal
SET decision = :decision, decision_reason = :reason, decided_by = :account, decided_at = :now
WHERE proposal_id = :proposalId AND decision IS NULL
