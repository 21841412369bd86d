-- The hash is of the content as the ledger keeps it: order and spaces of the JSON do not count.
INSERT INTO proposal (action, subject, content, content_hash, reason, proposed_by, proposed_at, valid_until)
VALUES (:action, :subject, CAST(:content AS jsonb),
        encode(sha256(convert_to(CAST(:content AS jsonb)::text, 'UTF8')), 'hex'), :reason, :account, :now, :validUntil)
ON CONFLICT (action, subject) WHERE decision IS NULL DO NOTHING
RETURNING proposal_id
