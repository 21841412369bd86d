SELECT * FROM send_grant ORDER BY valid_from DESC, grant_id DESC
