-- A name that was ever used is not used again: the trail tells of it.
INSERT INTO account (account, origin, roles, department, party, addresses, person_index, name_sealed, mobile_sealed,
                     id_number_sealed, password, password_due, opened_at, changed_at)
VALUES (:account, 'opened', CAST(:roles AS text[]), :department, :party, CAST(:addresses AS text[]), :personIndex, :nameSealed,
        :mobileSealed, :idNumberSealed, :password, :passwordDue, :now, :now)
ON CONFLICT (account) DO NOTHING
