-- A batch of answers is stored whole or not at all: its first claim tells.
SELECT EXISTS (SELECT FROM claim WHERE claim_id = :claimId AND answered_at = :before)
