SELECT is_known(:account)
