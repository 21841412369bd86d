SELECT *, content - 'sealed' AS shown, coalesce(decision, 'proposed') AS state FROM proposal WHERE proposal_id = :proposalId
