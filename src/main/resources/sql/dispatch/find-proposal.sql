-- A first person's order that waits for a second one's.
SELECT decision, segments, proposed_by, proposed_at FROM uncertain_proposal
WHERE broadcast_id = :broadcastId AND proposed_at > :notBefore
