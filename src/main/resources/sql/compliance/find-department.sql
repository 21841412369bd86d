SELECT department, is_person(account) AS person FROM account WHERE account = :account
