-- What is null stays as it is. A new first password lets in until it is due, and its owner must change it.
UPDATE account
SET roles = coalesce(CAST(:roles AS text[]), roles), department = coalesce(:department, department),
    party = coalesce(:party, party), addresses = coalesce(CAST(:addresses AS text[]), addresses),
    mobile_sealed = coalesce(CAST(:mobileSealed AS bytea), mobile_sealed), password = coalesce(:password, password),
    password_due = CASE WHEN CAST(:password AS text) IS NULL THEN password_due ELSE CAST(:passwordDue AS timestamptz) END,
    changed_at = :now
WHERE account = :account AND origin = 'opened' AND closed_at IS NULL
