-- Why an account may not send in the name of this sender, or null when it may (C-01). A sender of the account's own name is
-- itself.
SELECT CASE
    WHEN a.closed_at IS NOT NULL THEN 'account-closed'
    WHEN s.source IS NULL THEN 'source-unlisted'
    WHEN cardinality(s.senders) > 0 AND :sender <> ALL (s.senders) AND :sender <> :account THEN 'sender-not-yours'
END
FROM (VALUES (:account)) AS wanted (account)
LEFT JOIN account a ON a.account = wanted.account
LEFT JOIN source s ON s.source = coalesce(a.department, wanted.account)
