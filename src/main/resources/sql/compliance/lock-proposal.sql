SELECT action, subject, content, content_hash, reason, proposed_by, decision IS NOT NULL AS decided,
       valid_until <= :now AS lapsed,
       content_hash <> encode(sha256(convert_to(content::text, 'UTF8')), 'hex') AS changed,
       same_person(proposed_by, :account) AS same_person
FROM proposal
WHERE proposal_id = :proposalId
FOR UPDATE
