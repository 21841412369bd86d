-- Whether the ledger is twice as large as its statistics say. Plans made while it was small, and kept, read all of it for
-- every batch of answers; new statistics end them.
SELECT bool_or(pg_relation_size(oid) > 2 * greatest(relpages, 1)::bigint * current_setting('block_size')::bigint)
FROM pg_class
WHERE oid IN ('recipient'::regclass, 'submission'::regclass)
