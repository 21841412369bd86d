SELECT EXISTS (SELECT FROM alert WHERE sender = :sender)
