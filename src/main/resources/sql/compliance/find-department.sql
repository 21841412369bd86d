SELECT department FROM account WHERE account = :account
