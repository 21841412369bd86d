SELECT account, origin, roles, department, party, addresses, name_sealed, mobile_sealed, id_number_sealed, password_due,
       opened_at, changed_at, closed_at
FROM account
ORDER BY account
